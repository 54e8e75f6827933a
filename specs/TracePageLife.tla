--------------------------- MODULE TracePageLife ----------------------------
(***************************************************************************)
(* Judges recordings of runs of PageLife.  A behaviour explains one if it  *)
(* takes every event, in an order that the intervals allow, and comes to   *)
(* rest where the machine did, or reports the same mistake.                *)
(***************************************************************************)
EXTENDS PageLife, RecordedRuns

\* The event is this action, taken by this thread.
Does(e, t) ==
    LET n == e.action IN
    \* ioctls
    \/ n = "Enable" /\ Enable
    \/ n = "Disable" /\ Disable
    \/ n = "Unpack" /\ Unpack(e.p)
    \* accesses
    \/ n = "Fault3e" /\ Fault3e(t, e.p)
    \/ n = "Violation3f" /\ Violation3f(t, e.p)
    \/ n = "Access3d" /\ Access3d(t, e.p)
    \/ n = "Share" /\ Share(t, e.p)
    \/ n = "Unshare" /\ Unshare(t, e.p)
    \/ n = "HostAccess" /\ HostAccess(e.p)
    \/ n = "OtherAccess" /\ OtherAccess(e.p)
    \* mappings
    \/ n = "FaultIn" /\ FaultIn(t, e.p)
    \/ n = "OtherFaultIn" /\ OtherFaultIn(e.p)
    \/ n = "OtherUnmap" /\ OtherUnmap(e.p)
    \/ n = "Reclaim" /\ Reclaim(e.p)
    \* import
    \/ n = "M1_MakeSecure" /\ M1_MakeSecure(t)
    \/ n = "M1_FaultIn" /\ M1_FaultIn(t)
    \/ n = "M1_LockPage" /\ M1_LockPage(t)
    \/ n = "M2_Export" /\ M2_Export(t)
    \/ n = "M3_ExpectedRefs" /\ M3_ExpectedRefs(t)
    \/ n = "M3_Freeze" /\ M3_Freeze(t)
    \/ n = "M4_SetFlag" /\ M4_SetFlag(t)
    \/ n = "M5_Uvc" /\ M5_Uvc(t, e.a)
    \/ n = "M6_Unfreeze" /\ M6_Unfreeze(t)
    \* 0x3d, 0x3f, reclaim
    \/ n = "AC_FollowPage" /\ AC_FollowPage(t)
    \/ n = "AC_TestFlag" /\ AC_TestFlag(t)
    \/ n = "AC_ExportUvc" /\ AC_ExportUvc(t)
    \/ n = "AC_ClearFlag" /\ AC_ClearFlag(t)
    \/ n = "AC_Put" /\ AC_Put(t)
    \/ n = "SV_FollowPage" /\ SV_FollowPage(t)
    \/ n = "SV_DestroyUvc" /\ SV_DestroyUvc(t)
    \/ n = "SV_ExportUvc" /\ SV_ExportUvc(t)
    \/ n = "SV_ClearFlag" /\ SV_ClearFlag(t)
    \/ n = "SV_Put" /\ SV_Put(t)
    \/ n = "RC_ClearPte" /\ RC_ClearPte(t)
    \/ n = "RC_ExportUvc" /\ RC_ExportUvc(t)
    \/ n = "RC_ClearFlag" /\ RC_ClearFlag(t)
    \/ n = "RC_Put" /\ RC_Put(t)
    \* the zombie
    \/ n = "R_Test" /\ R_Test(t)
    \/ n = "R_Gather" /\ R_Gather(t)
    \/ n = "P_DestroyUvc" /\ P_DestroyUvc(t, e.a)
    \/ n = "P_ClearFlag" /\ P_ClearFlag(t)
    \/ n = "P_Put" /\ P_Put(t)
    \/ n = "K4_DestroyConf" /\ K4_DestroyConf(t)

TraceInit == Init /\ RunsInit

TraceNext == \E r \in Recorded :
    /\ Advance(r, Kthreads)
    /\ \/ Does(Event(r), called[r])
       \/ Event(r).maybe /\ UNCHANGED vars
    /\ Crashes(r) => splat' = This.last

\* The machine rests here.
Variables == [
    ust |-> ust, ucpus |-> ucpus, uasce |-> uasce, ustor |-> ustor, owner |-> owner,
    secret |-> secret, shared |-> shared, handle |-> handle, gtable |-> gtable, prot |-> prot,
    zombie |-> zombie, mapped |-> mapped, qmapped |-> qmapped, cached |-> cached, ref |-> ref,
    flag |-> flag, frozen |-> frozen, ptl |-> ptl, plock |-> plock, pc |-> pc, walk |-> walk,
    arg |-> arg, imp |-> imp, reboots |-> reboots, splat |-> splat]

Explained == (AllOver /\ Variables = This.last) \/ Crashed

\* Always true; TLC evaluates it in every state.
Judged == Explained => Accept
=============================================================================
