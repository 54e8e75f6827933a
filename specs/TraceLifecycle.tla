-------------------------- MODULE TraceLifecycle ----------------------------
(***************************************************************************)
(* Judges recordings of runs of Lifecycle.  A behaviour explains one if it *)
(* takes every event, in an order that the intervals allow, and comes to   *)
(* rest where the machine did, or reports the same mistake.                *)
(***************************************************************************)
EXTENDS Lifecycle, RecordedRuns

\* The event is this action, taken by this thread.
Does(e, t) ==
    LET n == e.action IN
    \* userspace
    \/ n = "Enable" /\ Enable(e.v)
    \/ n = "Unpack" /\ Unpack(e.p)
    \/ n = "Disable" /\ Disable(e.v)
    \/ n = "Exit" /\ Exit
    \/ n = "Close" /\ Close(e.v)
    \* KVM_PV_ENABLE
    \/ n = "A1_AllocVm" /\ A1_AllocVm(e.a = "ok")
    \/ n = "C1_CreateConf" /\ C1_CreateConf(e.a)
    \/ n = "C2_SetSync" /\ C2_SetSync
    \/ n = "C3_IncProtected" /\ C3_IncProtected
    \/ n = "C4_DecProtected" /\ C4_DecProtected
    \/ n = "C5_SetGuestHandle" /\ C5_SetGuestHandle
    \/ n = "C6_CreateCpus" /\ C6_CreateCpus(e.a = "ok")
    \* imports and program checks
    \/ n = "M1_MakeSecure" /\ M1_MakeSecure(t, e.a)
    \/ n = "Fault3e" /\ Fault3e(e.p)
    \/ n = "Violation3f" /\ Violation3f(e.p)
    \/ n = "Access3d" /\ Access3d(e.p)
    \/ n = "HostAccess3d" /\ HostAccess3d(e.p)
    \* giving up a configuration
    \/ n = "CP_DestroyCpus" /\ CP_DestroyCpus
    \/ n = "D1_AllocPriv" /\ D1_AllocPriv(e.a = "ok")
    \/ n = "D2_GrabMm" /\ D2_GrabMm
    \/ n = "D3_GetUsers" /\ D3_GetUsers
    \/ n = "D3_TestList" /\ D3_TestList
    \/ n = "D3b_DropMm" /\ D3b_DropMm
    \/ n = "E2_ClearGuestHandle" /\ E2_ClearGuestHandle
    \/ n = "E3_ReplaceAsce" /\ E3_ReplaceAsce(e.a = "ok")
    \/ n = "E3_RemoveAsce" /\ E3_RemoveAsce
    \/ n = "E4_CreateKthread" /\ E4_CreateKthread(e.a = "ok")
    \/ n = "E5_ZeroPv" /\ E5_ZeroPv
    \/ n = "E7_WakeUp" /\ E7_WakeUp
    \/ n = "FAIL_Mmput" /\ FAIL_Mmput
    \/ n = "FAIL_DropMm" /\ FAIL_DropMm
    \/ n = "N1_GetUsers" /\ N1_GetUsers
    \/ n = "N1_Mmput" /\ N1_Mmput
    \/ n = "N2_DestroyConf" /\ N2_DestroyConf(e.a)
    \/ n = "N3_ClearGuestHandle" /\ N3_ClearGuestHandle
    \/ n = "N4_DecProtected" /\ N4_DecProtected
    \/ n = "N6_Dealloc" /\ N6_Dealloc
    \/ n = "N6_ReplaceAsce" /\ N6_ReplaceAsce(e.a = "ok")
    \* walks and drains
    \/ n = "R_Test" /\ R_Test(t)
    \/ n = "R_Gather" /\ R_Gather(t)
    \/ n = "P_DestroyUvc" /\ P_DestroyUvc(t, e.a)
    \/ n = "P_Export" /\ P_Export(t, e.a)
    \/ n = "P_ClearFlag" /\ P_ClearFlag(t)
    \/ n = "P_Put" /\ P_Put(t)
    \/ n = "K1_First" /\ K1_First(t)
    \/ n = "K1_ListDel" /\ K1_ListDel(t)
    \/ n = "K1_FreeArray" /\ K1_FreeArray(t)
    \* the end of the address space
    \/ n = "X_Unmap" /\ X_Unmap(t, e.a)
    \/ n = "X_DropMm" /\ X_DropMm(t)
    \/ n = "Z2_TestList" /\ Z2_TestList(t)
    \/ n = "Z2a_Export" /\ Z2a_Export(t, e.a)
    \/ n = "Z2c_AllocArray" /\ Z2c_AllocArray(t, e.a = "ok")
    \/ n = "Z3_Append" /\ Z3_Append(t)
    \/ n = "HG_GetUsers" /\ HG_GetUsers(t)
    \/ n = "HP_Mmput" /\ HP_Mmput(t)
    \/ n = "Reap" /\ Reap(e.p, e.a)
    \* zombies
    \/ n = "K3b_ReadUsers" /\ K3b_ReadUsers(t)
    \/ n = "K3b_SetSync" /\ K3b_SetSync(t)
    \/ n = "K3c_Mmput" /\ K3c_Mmput(t)
    \/ n = "K4_DestroyConf" /\ K4_DestroyConf(t, e.a)
    \/ n = "K5_Leak" /\ K5_Leak(t)
    \/ n = "K6_DecProtected" /\ K6_DecProtected(t)
    \/ n = "K7_DropMm" /\ K7_DropMm(t)
    \/ n = "K8_FreeDonated" /\ K8_FreeDonated(t)
    \* the end of VM and process
    \/ n = "F1_DestroyCpus" /\ F1_DestroyCpus
    \/ n = "F2_RemoveGmap" /\ F2_RemoveGmap
    \/ n = "F3_DropMm" /\ F3_DropMm
    \/ n = "EX_Mmput" /\ EX_Mmput

TraceInit == Init /\ RunsInit

TraceNext == \E r \in Recorded :
    /\ Advance(r, Kthreads)
    /\ \/ Does(Event(r), called[r])
       \/ Event(r).maybe /\ UNCHANGED vars
    /\ Crashes(r) => splat' = This.last

\* The machine rests here.
Variables == [
    ust |-> ust, ucpus |-> ucpus, uasce |-> uasce, ustor |-> ustor, owner |-> owner,
    secret |-> secret, shared |-> shared, users |-> users, count |-> count, prot |-> prot,
    sync |-> sync, torn |-> torn, dlist |-> dlist, dlock |-> dlock, arrays |-> arrays,
    pfns |-> pfns, mapped |-> mapped, ref |-> ref, flag |-> flag, leaked |-> leaked,
    handle |-> handle, stor |-> stor, old |-> old, ghandle |-> ghandle, gtable |-> gtable,
    listed |-> listed, fd |-> fd, why |-> why, tables |-> tables, blocks |-> blocks,
    privs |-> privs, modref |-> modref, pc |-> pc, cur |-> cur, walk |-> walk, drain |-> drain,
    zpage |-> zpage, priv |-> priv, arg |-> arg, uvcb |-> uvcb, proc |-> proc, reboots |-> reboots,
    budget |-> budget, splat |-> splat]

Explained == (AllOver /\ Variables = This.last) \/ Crashed

\* Always true; TLC evaluates it in every state.
Judged == Explained => Accept
=============================================================================
