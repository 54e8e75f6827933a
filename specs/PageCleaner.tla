---------------------------- MODULE PageCleaner ----------------------------
(***************************************************************************)
(* Patches 03 and 09: the kthread destroys the pages of a former           *)
(* configuration, batch by batch, while the next one fills the same pages. *)
(*                                                                         *)
(*   arch/s390/mm/gmap.c    s390_uv_destroy_range          R_Test          *)
(*                          s390_gather_pages              R_Gather        *)
(*                          s390_uv_destroy_pfns           P_Put           *)
(*   arch/s390/kernel/uv.c  uv_destroy_owned_page          P_DestroyUvc,   *)
(*                                                         P_ClearFlag     *)
(*   arch/s390/kvm/pv.c     kvm_s390_pv_destroy_vm_thread  K4_DestroyConf  *)
(*                                                                         *)
(* The steps are those of module DestroyRange, with the PTE lock and the   *)
(* last put of a frame made visible.                                       *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell:                         *)
(*  - a batch is gathered in one step: what comes between two pages of it  *)
(*    could as well have come before;                                      *)
(*  - get_page of the owned reference goes with the UVC, its put_page with *)
(*    that of the gathered reference: the one that is there all the while  *)
(*    lets a freeze succeed only with a number that is old by one mapping, *)
(*    and both would not;                                                  *)
(*  - K3b to K8 are one step here.  The lifecycle slice takes them apart;  *)
(*    no page is touched in them.                                          *)
(* mm_users is greater than 1 throughout: nobody exits.                    *)
(***************************************************************************)
EXTENDS PageHandlers

KStep(k) == UnchangedVm /\ UnchangedLocks /\ UNCHANGED <<arg, imp>> /\ UnchangedEnv

EndOfRange(k) == walk' = [walk EXCEPT ![k] = NoWalk] /\ Goto(k, "K4_DestroyConf")

R_Test(t) ==
    /\ At(t, "R_Test")
    /\ Goto(t, "R_Gather") /\ UNCHANGED walk
    /\ UnchangedUv /\ UnchangedPages /\ KStep(t)

\* The first present pages from next on, at most a batch of them, in order.
RECURSIVE Gathered(_, _, _)
Gathered(p, end, room) ==
    IF p > end \/ room = 0 THEN <<>>
    ELSE IF mapped[p] THEN <<p>> \o Gathered(p + 1, end, room - 1)
    ELSE Gathered(p + 1, end, room)

R_Gather(t) ==
    LET w == walk[t]
        b == Gathered(w.next, w.end, BatchSize)
    IN  /\ At(t, "R_Gather") /\ PteUnlocked
        /\ IF b = <<>>
             THEN EndOfRange(t) /\ UNCHANGED ref
             ELSE /\ walk' = [walk EXCEPT ![t] =
                        [w EXCEPT !.next = b[Len(b)] + 1, !.batch = b,
                                  !.r = IF Len(b) = BatchSize THEN 1 ELSE 0]]
                  /\ ref' = [p \in Pages |-> ref[p] + One(\E i \in 1 .. Len(b) : b[i] = p)]
                  /\ Goto(t, "P_DestroyUvc")
        /\ UNCHANGED <<mapped, qmapped, cached, flag, frozen>> /\ UnchangedUv /\ KStep(t)

\* uv_call spins while the Ultravisor is busy.
P_DestroyUvc(t, a) ==
    LET p == Head(walk[t].batch)
    IN  /\ At(t, "P_DestroyUvc")
        /\ a = "busy" => MayBeBusy
        /\ CASE Unreachable(p) -> Splat("frozen_page_get")
             [] ~Unreachable(p) /\ a = "busy" ->
                  UnchangedUv /\ UnchangedPages /\ UNCHANGED <<pc, walk>> /\ KStep(t)
             [] ~Unreachable(p) /\ a # "busy" ->
                  /\ Get(p, 1)
                  /\ IF UvPageDestroyable(p)
                       THEN UvReleased(p) /\ Goto(t, "P_ClearFlag")
                       ELSE UnchangedUv /\ Goto(t, "P_Put")
                  /\ UNCHANGED walk /\ KStep(t)

P_ClearFlag(t) ==
    /\ At(t, "P_ClearFlag")
    /\ ClearFlag(Head(walk[t].batch))
    /\ Goto(t, "P_Put") /\ UNCHANGED walk
    /\ UnchangedUv /\ KStep(t)

P_Put(t) ==
    LET w    == walk[t]
        rest == Tail(w.batch)
    IN  /\ At(t, "P_Put")
        /\ IF Unreachable(Head(w.batch))
             THEN Splat("frozen_page_put")
             ELSE /\ Put(Head(w.batch), 2)
                  /\ IF rest = <<>> /\ w.r <= 0
                       THEN EndOfRange(t)
                       ELSE /\ walk' = [walk EXCEPT ![t] = [w EXCEPT !.batch = rest]]
                            /\ Goto(t, IF rest = <<>> THEN "R_Test" ELSE "P_DestroyUvc")
                  /\ UnchangedUv /\ KStep(t)

K4_DestroyConf(k) ==
    /\ At(k, "K4_DestroyConf")
    /\ UvDestroyed(zombie)
    /\ prot' = prot - 1 /\ zombie' = 0
    /\ Goto(k, "None")
    /\ UNCHANGED <<handle, gtable>>
    /\ UnchangedPages /\ UnchangedLocks /\ UNCHANGED LocalVars /\ UnchangedEnv
=============================================================================
