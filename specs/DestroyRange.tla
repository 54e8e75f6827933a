---------------------------- MODULE DestroyRange ----------------------------
(***************************************************************************)
(* Patch 06 (with 03): walking an address space and destroying its pages   *)
(* in batches, outside of all locks; and the end of an address space.      *)
(*                                                                         *)
(*   arch/s390/mm/gmap.c   s390_uv_destroy_range      R_Test               *)
(*                         s390_gather_pages          R_Gather             *)
(*                         s390_uv_destroy_pfns       P_Put                *)
(*   arch/s390/kernel/uv.c uv_destroy_owned_page      P_DestroyUvc,        *)
(*                                                    P_ClearFlag          *)
(*   mm/mmap.c             exit_mmap                  X_Unmap              *)
(*   kernel/fork.c         __mmput                    X_DropMm             *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell:                         *)
(*  - a batch is gathered in one step: an import that slips in between two *)
(*    pages of it could as well have come before the batch;                *)
(*  - get_page of the owned reference goes with the UVC, its put_page with *)
(*    that of the gathered reference: others only test whether there are   *)
(*    references beyond the mapping's, and there are all the while;        *)
(*  - a page is unmapped, exported and released in one step: nobody can    *)
(*    reach it through an address space that has no users.                 *)
(*                                                                         *)
(* Assumption [B]: exit_mmap runs once, in the thread that dropped         *)
(* mm_users to 0.  Every page of the slice is guest memory; other pages of *)
(* the process are gathered too, but the UVC does nothing to them.         *)
(***************************************************************************)
EXTENDS Host

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
    /\ UNCHANGED <<priv, arg, uvcb>> /\ UnchangedEnv

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
                  /\ ref' = [p \in Pages |-> IF \E i \in 1 .. Len(b) : b[i] = p
                                               THEN ref[p] + 1 ELSE ref[p]]
                  /\ Goto(t, "P_DestroyUvc")
        /\ UnchangedUv /\ UNCHANGED <<mapped, flag>>
        /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
        /\ UNCHANGED <<priv, arg, uvcb>> /\ UnchangedEnv

\* uv_call spins while the Ultravisor is busy.
P_DestroyUvc(t, a) ==
    LET p == Head(walk[t].batch)
    IN  /\ At(t, "P_DestroyUvc")
        /\ Answers(a, "page")
        /\ IF a = "busy"
             THEN UnchangedUv /\ UNCHANGED <<ref, pc>>
             ELSE /\ ref' = [ref EXCEPT ![p] = @ + 1]
                  /\ IF UvPageDestroyable(p)
                       THEN UvReleased(p) /\ Goto(t, "P_ClearFlag")
                       ELSE UnchangedUv /\ Goto(t, "P_Put")
        /\ UNCHANGED <<mapped, flag>> /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
        /\ UnchangedLocals /\ UnchangedEnv

P_ClearFlag(t) ==
    /\ At(t, "P_ClearFlag")
    /\ flag' = [flag EXCEPT ![Head(walk[t].batch)] = FALSE]
    /\ Goto(t, "P_Put")
    /\ UnchangedUv /\ UNCHANGED <<mapped, ref>> /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
    /\ UnchangedLocals /\ UnchangedEnv

P_Put(t) ==
    LET w    == walk[t]
        p    == Head(w.batch)
        rest == Tail(w.batch)
    IN  /\ At(t, "P_Put")
        /\ IF ref[p] = 2 /\ owner[p] # 0
             THEN Splat("secure_page_freed")
             ELSE /\ ref' = [ref EXCEPT ![p] = @ - 2]
                  /\ IF rest = <<>> /\ w.r <= 0
                       THEN EndOfRange(t)
                       ELSE /\ walk' = [walk EXCEPT ![t] = [w EXCEPT !.batch = rest]]
                            /\ Goto(t, IF rest = <<>> THEN "R_Test" ELSE "P_DestroyUvc")
                  /\ UnchangedUv /\ UNCHANGED <<mapped, flag>> /\ UnchangedMm /\ UnchangedKvm
                  /\ UnchangedPools /\ UNCHANGED <<priv, arg, uvcb>> /\ UnchangedEnv

-----------------------------------------------------------------------------
(* The end of an address space *)

\* What follows an mmput that did not drop the last user, or the end of exit_mmap.
AfterMmput(t) ==
    CASE t # "I"        -> "K4_DestroyConf"
      [] why # "none"   -> "N2_DestroyConf"
      [] OTHER          -> IdleOrDone(fd, proc)

Mmput(t) ==
    /\ users' = users - 1
    /\ IF users = 1
         THEN torn' = "running" /\ Goto(t, "X_Unmap")
         ELSE UNCHANGED torn /\ Goto(t, AfterMmput(t))
    /\ UNCHANGED <<count, prot, sync>>

\* ptep_get_and_clear_full.  Without the list of patch 10 both settings of pv_sync_destroy export.
X_Unmap(t) ==
    LET p == CHOOSE q \in Pages : mapped[q] /\ \A o \in Pages : mapped[o] => q <= o
        last == \A q \in Pages : mapped[q] => q = p
    IN  /\ At(t, "X_Unmap")
        /\ IF ref[p] = 1 /\ owner[p] # 0 /\ prot = 0
             THEN Splat("secure_page_freed")
             ELSE /\ mapped' = [mapped EXCEPT ![p] = FALSE]
                  /\ ref' = [ref EXCEPT ![p] = @ - 1]
                  /\ IF prot > 0
                       THEN UvReleased(p) /\ flag' = [flag EXCEPT ![p] = FALSE]
                       ELSE UnchangedUv /\ UNCHANGED flag
                  /\ IF last THEN Goto(t, "X_DropMm") ELSE UNCHANGED pc
                  /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals
                  /\ UnchangedEnv

X_DropMm(t) ==
    /\ At(t, "X_DropMm")
    /\ torn' = "done" /\ count' = count - 1
    /\ Goto(t, AfterMmput(t))
    /\ UNCHANGED <<users, prot, sync>>
    /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv
=============================================================================
