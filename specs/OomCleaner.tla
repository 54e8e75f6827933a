----------------------------- MODULE OomCleaner -----------------------------
(***************************************************************************)
(* Slice "oom": the kthread of a zombie, from K0 to K4.                    *)
(*                                                                         *)
(*   arch/s390/kvm/pv.c  kvm_s390_pv_destroy_vm_thread  K0_Register,       *)
(*                                    K1_First, K1_ListDel, K1_Count,      *)
(*                                    K1_FreeArray, K2_Unregister          *)
(*   arch/s390/mm/gmap.c s390_uv_destroy_pfns           P_Put              *)
(*   arch/s390/kernel/uv.c  uv_destroy_owned_page       P_DestroyUvc       *)
(*                       uv_convert_owned_from_secure (repair)  P_Export   *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell:                         *)
(*  - PG_arch_1 is cleared with the UVC: nobody imports after the exit;    *)
(*  - K4 to K8 are one step: the notifier is gone by then.                 *)
(***************************************************************************)
EXTENDS OomUserspace

(* The kthread: K0, the drain K1, K2, and the rest in one step.  As posted  *)
(* the loop has no lock and the count is made once per array page.          *)

K0_Register(k) ==
    /\ At(k, "K0_Register") /\ ~RoundRuns
    /\ chain' = Append(chain, k)
    /\ Goto(k, "K1_First")
    /\ UNCHANGED <<drain, priv, nfreed, splat>>
    /\ UnchangedUv /\ UnchangedList /\ UnchangedPages /\ UnchangedVms /\ UnchangedO

K1_First(k) ==
    /\ At(k, "K1_First") /\ dlock = "none"
    /\ IF dlist = <<>>
         THEN Goto(k, "K2_Unregister") /\ UNCHANGED <<drain, dlock>>
         ELSE /\ drain' = [drain EXCEPT ![k] = [cur |-> Head(dlist), left |-> <<>>,
                                               nxt |-> IF Len(dlist) > 1 THEN dlist[2] ELSE 0]]
              /\ dlock' = IF FIX_LIST_LOCK THEN k ELSE "none"
              /\ Goto(k, "K1_ListDel")
    /\ UNCHANGED <<dlist, arrays, pfns, priv, nfreed, chain, splat>>
    /\ UnchangedUv /\ UnchangedPages /\ UnchangedVms /\ UnchangedO

AfterPages == IF FIX_COUNT_PER_PAGE THEN "K1_FreeArray" ELSE "K1_Count"

K1_ListDel(k) ==
    LET b == drain[k].cur
    IN  /\ At(k, "K1_ListDel")
        /\ IF b \notin Elements(dlist)
             THEN Splat("list_corruption")
             ELSE /\ dlist' = SelectSeq(dlist, LAMBDA x : x # b)
                  /\ drain' = [drain EXCEPT ![k].left = pfns[b]]
                  /\ Goto(k, IF pfns[b] = <<>> THEN AfterPages ELSE "P_DestroyUvc")
                  /\ UNCHANGED <<dlock, arrays, pfns, priv, nfreed, chain, splat>>
                  /\ UnchangedUv /\ UnchangedPages /\ UnchangedVms /\ UnchangedO

P_DestroyUvc(k, a) ==
    LET p == Head(drain[k].left)
    IN  /\ At(k, "P_DestroyUvc") /\ Answers(a)
        /\ IF a = "busy"
             THEN UnchangedUv /\ UNCHANGED <<ref, pc>>
             ELSE /\ ref' = [ref EXCEPT ![p] = @ + 1]
                  /\ IF UvPageDestroyable(p)
                       THEN UvReleased(p) /\ Goto(k, "P_Put")
                       ELSE UnchangedUv /\ Goto(k, IF FIX_DRAIN_EXPORT THEN "P_Export" ELSE "P_Put")
        /\ UNCHANGED <<charged, held, splat>>
        /\ UnchangedList /\ UnchangedVms /\ UnchangedK /\ UnchangedO

P_Export(k) ==
    /\ At(k, "P_Export")
    /\ UvReleased(Head(drain[k].left))
    /\ Goto(k, "P_Put")
    /\ UNCHANGED splat
    /\ UnchangedList /\ UnchangedPages /\ UnchangedVms /\ UnchangedK /\ UnchangedO

\* The owned and the set-aside reference.  Repair: a page that is freed is counted with it.
P_Put(k) ==
    LET p == Head(drain[k].left)
        rest == Tail(drain[k].left)
        freed == IF ref[p] = 2 THEN 1 ELSE 0
    IN  /\ At(k, "P_Put")
        /\ IF freed = 1 /\ owner[p] # 0
             THEN Splat("secure_page_freed")
             ELSE /\ ref' = [ref EXCEPT ![p] = @ - 2]
                  /\ charged' = [charged EXCEPT ![p] = freed = 0]
                  /\ Returns(k, freed)
                  /\ nfreed' = IF FIX_COUNT_PER_PAGE THEN [nfreed EXCEPT ![k] = @ + freed] ELSE nfreed
                  /\ drain' = [drain EXCEPT ![k].left = rest]
                  /\ Goto(k, IF rest = <<>> THEN AfterPages ELSE "P_DestroyUvc")
                  /\ UNCHANGED <<held, priv, chain, oom, kills, ooms, splat>>
                  /\ UnchangedUv /\ UnchangedList /\ UnchangedVms

\* WRITE_ONCE(n_pages_freed): every pfn of the array page, freed or not, and the page that is yet to go.
K1_Count(k) ==
    /\ At(k, "K1_Count")
    /\ nfreed' = [nfreed EXCEPT ![k] = @ + Len(pfns[drain[k].cur]) + 1]
    /\ Goto(k, "K1_FreeArray")
    /\ UNCHANGED <<drain, priv, chain, splat>>
    /\ UnchangedUv /\ UnchangedList /\ UnchangedPages /\ UnchangedVms /\ UnchangedO

K1_FreeArray(k) ==
    LET b == drain[k].cur
        n == drain[k].nxt
        behind == {i \in 1 .. Len(dlist) - 1 : dlist[i] = n}
    IN  /\ At(k, "K1_FreeArray")
        /\ IF n # 0 /\ n \notin arrays
             THEN Splat("array_use_after_free")
             ELSE /\ arrays' = arrays \ {b} /\ pfns' = [pfns EXCEPT ![b] = <<>>]
                  /\ Returns(k, 1)
                  /\ nfreed' = IF FIX_COUNT_PER_PAGE THEN [nfreed EXCEPT ![k] = @ + 1] ELSE nfreed
                  /\ IF n = 0
                       THEN /\ drain' = [drain EXCEPT ![k] = NoDrain] /\ dlock' = "none"
                            /\ Goto(k, "K2_Unregister")
                       ELSE /\ drain' = [drain EXCEPT ![k] =
                                 [cur |-> n, left |-> <<>>,
                                  nxt |-> IF behind = {} THEN 0
                                          ELSE dlist[(CHOOSE i \in behind : TRUE) + 1]]]
                            /\ Goto(k, "K1_ListDel") /\ UNCHANGED dlock
                  /\ UNCHANGED <<dlist, priv, chain, oom, kills, ooms, splat>>
                  /\ UnchangedUv /\ UnchangedPages /\ UnchangedVms

K2_Unregister(k) ==
    /\ At(k, "K2_Unregister") /\ ~RoundRuns
    /\ chain' = SelectSeq(chain, LAMBDA x : x # k)
    /\ Goto(k, "K4_DestroyConf")
    /\ UNCHANGED <<drain, priv, nfreed, splat>>
    /\ UnchangedUv /\ UnchangedList /\ UnchangedPages /\ UnchangedVms /\ UnchangedO

K4_DestroyConf(k) ==
    /\ At(k, "K4_DestroyConf")
    /\ UvDestroyed(priv[k])
    /\ priv' = [priv EXCEPT ![k] = 0] /\ nfreed' = [nfreed EXCEPT ![k] = 0]
    /\ Goto(k, "None")
    /\ UNCHANGED <<drain, chain, splat>>
    /\ UnchangedList /\ UnchangedPages /\ UnchangedVms /\ UnchangedO
=============================================================================
