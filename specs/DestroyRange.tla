---------------------------- MODULE DestroyRange ----------------------------
(***************************************************************************)
(* Patch 06 (with 03): walking an address space and destroying its pages   *)
(* in batches, outside of all locks.  Patch 10 uses the same function for  *)
(* the pages that were set aside.                                          *)
(*                                                                         *)
(*   arch/s390/mm/gmap.c   s390_uv_destroy_range      R_Test               *)
(*                         s390_gather_pages          R_Gather             *)
(*                         s390_uv_destroy_pfns       P_Put                *)
(*   arch/s390/kernel/uv.c uv_destroy_owned_page      P_DestroyUvc,        *)
(*                                                    P_ClearFlag          *)
(*   arch/s390/kvm/pv.c    kvm_s390_pv_destroy_vm_thread  K1_First,        *)
(*                                    K1_ListDel, K1_FreeArray             *)
(*   (repair)              uv_convert_owned_from_secure   P_Export         *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell:                         *)
(*  - a batch is gathered in one step: an import that slips in between two *)
(*    pages of it could as well have come before the batch;                *)
(*  - get_page of the owned reference goes with the UVC, its put_page with *)
(*    that of the gathered (or set-aside) reference: others only test      *)
(*    whether there are references beyond the mapping's, and there are all *)
(*    the while;                                                           *)
(*  - the pfns of an array page are read when it is taken off the list:    *)
(*    s390_uv_destroy_pfns gets their number by value;                     *)
(*  - K0 and K2, the OOM notifier, are the slice "oom".                    *)
(*                                                                         *)
(* Every page of the slice is guest memory; other pages of the process are *)
(* gathered too, but the UVC does nothing to them.                         *)
(*                                                                         *)
(* list_del of an entry that is not on the list, and a look at an array    *)
(* page that was freed, are reported by the kernel's own checks            *)
(* (DEBUG_LIST, KASAN).                                                    *)
(***************************************************************************)
EXTENDS Host

Draining(t) == drain[t].cur # 0
Batch(t) == IF Draining(t) THEN drain[t].left ELSE walk[t].batch

\* Where the walk of thread t was called from.
AfterWalk(t) ==
    CASE t # "I"              -> "K3b_ReadUsers"
      [] walk[t].users = 1    -> "E2_ClearGuestHandle"   \* kvm_s390_clear_2g
      [] OTHER                -> "N1_Mmput"

EndOfRange(t) ==
    /\ walk' = [walk EXCEPT ![t] = NoWalk]
    /\ Goto(t, AfterWalk(t))

\* The users of the mm are read once per batch.
R_Test(t) ==
    /\ At(t, "R_Test")
    /\ IF users > walk[t].users
         THEN Goto(t, "R_Gather") /\ UNCHANGED walk
         ELSE EndOfRange(t)
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
    /\ UNCHANGED <<drain, zpage, priv, arg, uvcb>> /\ UnchangedEnv

\* The first present pages from next on, at most a batch of them, in order.
RECURSIVE Gathered(_, _, _)
Gathered(p, end, room) ==
    IF p > end \/ room = 0 THEN <<>>
    ELSE IF mapped[p] THEN <<p>> \o Gathered(p + 1, end, room - 1)
    ELSE Gathered(p + 1, end, room)

\* walk_page_range refuses an empty range with -EINVAL.
R_Gather(t) ==
    LET w == walk[t]
        b == Gathered(w.next, w.end, BatchSize)
    IN  /\ At(t, "R_Gather")
        /\ IF b = <<>>
             THEN EndOfRange(t) /\ UNCHANGED ref
             ELSE /\ walk' = [walk EXCEPT ![t] =
                        [w EXCEPT !.next = b[Len(b)] + 1, !.batch = b,
                                  !.r = IF Len(b) = BatchSize THEN 1 ELSE 0]]
                  /\ ref' = [p \in Pages |-> IF p \in Elements(b) THEN ref[p] + 1 ELSE ref[p]]
                  /\ Goto(t, "P_DestroyUvc")
        /\ UnchangedUv /\ UNCHANGED <<mapped, flag, leaked>> /\ UnchangedList
        /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
        /\ UNCHANGED <<drain, zpage, priv, arg, uvcb>> /\ UnchangedEnv

-----------------------------------------------------------------------------
(* One page *)

\* uv_call spins while the Ultravisor is busy.  As posted, a refusal has no consequence.
P_DestroyUvc(t, a) ==
    LET p == Head(Batch(t))
    IN  /\ At(t, "P_DestroyUvc")
        /\ Answers(a, "page")
        /\ IF a = "busy"
             THEN UnchangedUv /\ UNCHANGED <<ref, pc>>
             ELSE /\ ref' = [ref EXCEPT ![p] = @ + 1]
                  /\ IF UvPageDestroyable(p)
                       THEN UvReleased(p) /\ Goto(t, "P_ClearFlag")
                       ELSE UnchangedUv /\ Goto(t, IF FIX_DRAIN_EXPORT /\ Draining(t)
                                                     THEN "P_Export" ELSE "P_Put")
        /\ UNCHANGED <<mapped, flag, leaked>> /\ UnchangedList /\ UnchangedMm /\ UnchangedKvm
        /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

\* Repair: another VM's page, whose CPUs still exist.
P_Export(t, a) ==
    LET p == Head(Batch(t))
    IN  /\ At(t, "P_Export")
        /\ Answers(a, "export") /\ a # "busy" /\ Spend(a = "error")
        /\ IF a = "ok"
             THEN UvReleased(p) /\ UNCHANGED leaked /\ Goto(t, "P_ClearFlag")
             ELSE UnchangedUv /\ leaked' = leaked \cup {p} /\ Goto(t, "P_Put")
        /\ UNCHANGED <<mapped, ref, flag>> /\ UnchangedList /\ UnchangedMm /\ UnchangedKvm
        /\ UnchangedPools /\ UnchangedLocals /\ UNCHANGED <<proc, reboots, splat>>

P_ClearFlag(t) ==
    /\ At(t, "P_ClearFlag")
    /\ flag' = [flag EXCEPT ![Head(Batch(t))] = FALSE]
    /\ Goto(t, "P_Put")
    /\ UnchangedUv /\ UNCHANGED <<mapped, ref, leaked>> /\ UnchangedList /\ UnchangedMm
    /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

\* The last page of a batch, or of an array page, leads back into the loop.
NextPage(t) ==
    LET rest == Tail(Batch(t))
    IN  IF Draining(t)
          THEN /\ drain' = [drain EXCEPT ![t].left = rest]
               /\ Goto(t, IF rest = <<>> THEN "K1_FreeArray" ELSE "P_DestroyUvc")
               /\ UNCHANGED walk
          ELSE /\ UNCHANGED drain
               /\ IF rest = <<>> /\ walk[t].r <= 0
                    THEN EndOfRange(t)
                    ELSE /\ walk' = [walk EXCEPT ![t].batch = rest]
                         /\ Goto(t, IF rest = <<>> THEN "R_Test" ELSE "P_DestroyUvc")

P_Put(t) ==
    LET p == Head(Batch(t))
        kept == Draining(t) /\ p \in leaked
        n == IF kept THEN 1 ELSE 2
    IN  /\ At(t, "P_Put")
        /\ IF ref[p] = n /\ owner[p] # 0
             THEN Splat("secure_page_freed")
             ELSE /\ ref' = [ref EXCEPT ![p] = @ - n]
                  /\ flag' = [flag EXCEPT ![p] = @ /\ ref[p] > n]     \* a freed page loses its flags
                  /\ NextPage(t)
                  /\ UnchangedUv /\ UNCHANGED <<mapped, leaked>> /\ UnchangedList
                  /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
                  /\ UNCHANGED <<zpage, priv, arg, uvcb>> /\ UnchangedEnv

-----------------------------------------------------------------------------
(* The drain of deferred_list: list_for_each_entry_safe, no lock as posted. *)

\* Where the drain of thread t was called from; the walk that may follow begins.
LeaveDrain(t) ==
    /\ drain' = [drain EXCEPT ![t] = NoDrain]
    /\ IF t # "I" /\ priv[t].hasmm
         THEN /\ walk' = [walk EXCEPT ![t] = WholeRange(IF FIX_FULL_WALK THEN 0 ELSE 1)]
              /\ Goto(t, "R_Test")
         ELSE /\ UNCHANGED walk
              /\ Goto(t, CASE t # "I"         -> "K4_DestroyConf"
                           [] FIX_DETACH_FIRST -> "N3_ClearGuestHandle"
                           [] OTHER            -> "N2_DestroyConf")

Second(s) == IF Len(s) > 1 THEN s[2] ELSE 0

K1_First(t) ==
    /\ At(t, "K1_First")
    /\ dlock = "none"
    /\ UsesMm(/\ IF dlist = <<>>
                   THEN LeaveDrain(t) /\ UNCHANGED dlock
                   ELSE /\ drain' = [drain EXCEPT ![t].cur = Head(dlist), ![t].nxt = Second(dlist)]
                        /\ dlock' = IF FIX_LIST_LOCK THEN t ELSE "none"
                        /\ Goto(t, "K1_ListDel")
                        /\ UNCHANGED walk
              /\ UNCHANGED <<dlist, arrays, pfns>>
              /\ UnchangedUv /\ UnchangedPages /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
              /\ UNCHANGED <<zpage, priv, arg, uvcb>> /\ UnchangedEnv)

K1_ListDel(t) ==
    LET b == drain[t].cur
        left == pfns[b]
    IN  /\ At(t, "K1_ListDel")
        /\ IF b \notin Elements(dlist)
             THEN Splat("list_corruption")
             ELSE /\ dlist' = SelectSeq(dlist, LAMBDA x : x # b)
                  /\ drain' = [drain EXCEPT ![t].left = left]
                  /\ Goto(t, IF left = <<>> THEN "K1_FreeArray" ELSE "P_DestroyUvc")
                  /\ UNCHANGED <<dlock, arrays, pfns>>
                  /\ UnchangedUv /\ UnchangedPages /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
                  /\ UNCHANGED <<walk, zpage, priv, arg, uvcb>> /\ UnchangedEnv

\* free_page; the loop goes on with the entry it remembered and reads the one behind that.
K1_FreeArray(t) ==
    LET b == drain[t].cur
        n == drain[t].nxt
        behind == {i \in 1 .. Len(dlist) - 1 : dlist[i] = n}
    IN  /\ At(t, "K1_FreeArray")
        /\ IF n # 0 /\ n \notin arrays
             THEN Splat("array_use_after_free")
             ELSE /\ arrays' = arrays \ {b} /\ pfns' = [pfns EXCEPT ![b] = <<>>]
                  /\ IF n = 0
                       THEN LeaveDrain(t) /\ dlock' = "none"
                       ELSE /\ drain' = [drain EXCEPT ![t] =
                                 [cur |-> n, left |-> <<>>,
                                  nxt |-> IF behind = {} THEN 0
                                          ELSE dlist[(CHOOSE i \in behind : TRUE) + 1]]]
                            /\ Goto(t, "K1_ListDel")
                            /\ UNCHANGED <<dlock, walk>>
                  /\ UNCHANGED dlist
                  /\ UnchangedUv /\ UnchangedPages /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
                  /\ UNCHANGED <<zpage, priv, arg, uvcb>> /\ UnchangedEnv
=============================================================================
