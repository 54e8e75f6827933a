------------------------- MODULE TraceGuestTables ---------------------------
(***************************************************************************)
(* Judges recordings of runs of GuestTables.  A behaviour explains one if it *)
(* takes every event, in an order that the intervals allow, and comes to   *)
(* rest where the machine did, or reports the same mistake.                *)
(***************************************************************************)
EXTENDS GuestTables, RecordedRuns

\* The event is this action, taken by this thread.
Does(e, t) ==
    LET n == e.action IN
    \* userspace
    \/ n = "Enable" /\ Enable
    \/ n = "Disable" /\ Disable
    \/ n = "Close" /\ Close
    \* giving up a table
    \/ n = "E3l_TakeLocks" /\ E3l_TakeLocks
    \/ n = "E3a_Unlist" /\ E3a_Unlist
    \/ n = "E3b_Alloc" /\ E3b_Alloc(e.a = "ok")
    \/ n = "E3c_ListAdd" /\ E3c_ListAdd
    \/ n = "E3d_Copy" /\ E3d_Copy
    \/ n = "E3e_SetAsce" /\ E3e_SetAsce
    \/ n = "E3f_SetContextAsce" /\ E3f_SetContextAsce
    \/ n = "E3g_SetTable" /\ E3g_SetTable
    \/ n = "E3h_KickCpus" /\ E3h_KickCpus
    \/ n = "N2_DestroyConf" /\ N2_DestroyConf(e.a)
    \/ n = "N6_ListAgain" /\ N6_ListAgain
    \/ n = "F2_RemoveGmap" /\ F2_RemoveGmap
    \* zombies
    \/ n = "K4_DestroyConf" /\ K4_DestroyConf(t, e.a)
    \/ n = "K8_FreeDonated" /\ K8_FreeDonated(t)
    \* guest CPUs
    \/ n = "EnterSie" /\ EnterSie(t)
    \/ n = "ExitSie" /\ ExitSie(t)
    \/ n = "GuestFault" /\ GuestFault(t)
    \/ n = "LT_ReadTable" /\ LT_ReadTable(t)
    \/ n = "LT_Alloc" /\ LT_Alloc(t, e.a = "ok")
    \/ n = "LT_Lock" /\ LT_Lock(t)
    \/ n = "LT_ListAdd" /\ LT_ListAdd(t)
    \/ n = "LT_Store" /\ LT_Store(t)
    \/ n = "LT_Unlock" /\ LT_Unlock(t)
    \/ n = "LT_Link" /\ LT_Link(t)

TraceInit == Init /\ RunsInit

TraceNext == \E r \in Recorded :
    /\ Advance(r, Kthreads)
    /\ \/ Does(Event(r), called[r])
       \/ Event(r).maybe /\ UNCHANGED vars
    /\ Crashes(r) => splat' = This.last

\* The machine rests here.
Variables == [
    ust |-> ust, ucpus |-> ucpus, uasce |-> uasce, ustor |-> ustor, owner |-> owner,
    secret |-> secret, shared |-> shared, handle |-> handle, old |-> old, fd |-> fd,
    gtable |-> gtable, gasce |-> gasce, casce |-> casce, h2g |-> h2g, listed |-> listed,
    gtlock |-> gtlock, mmaplock |-> mmaplock, entry |-> entry, pc |-> pc, newtab |-> newtab,
    why |-> why, priv |-> priv, vasce |-> vasce, walked |-> walked, lower |-> lower, vnew |-> vnew,
    reboots |-> reboots, budget |-> budget, splat |-> splat]

Explained == (AllOver /\ Variables = This.last) \/ Crashed

\* Always true; TLC evaluates it in every state.
Judged == Explained => Accept
=============================================================================
