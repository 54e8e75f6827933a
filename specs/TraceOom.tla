----------------------------- MODULE TraceOom -------------------------------
(***************************************************************************)
(* Judges recordings of runs of Oom.  A behaviour explains one if it       *)
(* takes every event, in an order that the intervals allow, and comes to   *)
(* rest where the machine did, or reports the same mistake.                *)
(***************************************************************************)
EXTENDS Oom, RecordedRuns

\* The event is this action, taken by this thread.
Does(e, t) ==
    LET n == e.action IN
    \* userspace
    \/ n = "Enable" /\ Enable(e.v)
    \/ n = "Unpack" /\ Unpack(e.p)
    \/ n = "HoldShared" /\ HoldShared(e.p)
    \/ n = "Exit" /\ Exit
    \/ n = "Close" /\ Close(e.v)
    \/ n = "DropShared" /\ DropShared(e.p)
    \* kthreads
    \/ n = "K0_Register" /\ K0_Register(t)
    \/ n = "K1_First" /\ K1_First(t)
    \/ n = "K1_ListDel" /\ K1_ListDel(t)
    \/ n = "P_DestroyUvc" /\ P_DestroyUvc(t, e.a)
    \/ n = "P_Export" /\ P_Export(t)
    \/ n = "P_Put" /\ P_Put(t)
    \/ n = "K1_Count" /\ K1_Count(t)
    \/ n = "K1_FreeArray" /\ K1_FreeArray(t)
    \/ n = "K2_Unregister" /\ K2_Unregister(t)
    \/ n = "K4_DestroyConf" /\ K4_DestroyConf(t)
    \* the allocator
    \/ n = "GlobalOom" /\ GlobalOom
    \/ n = "MemcgLimit" /\ MemcgLimit
    \/ n = "OM_Lock" /\ OM_Lock(t)
    \/ n = "OM_Call" /\ OM_Call(t)
    \/ n = "OM_ReadBefore" /\ OM_ReadBefore(t)
    \/ n = "OM_Sleep" /\ OM_Sleep(t)
    \/ n = "OM_ReadAfter" /\ OM_ReadAfter(t)
    \/ n = "OM_Decide" /\ OM_Decide(t)

TraceInit == Init /\ RunsInit

TraceNext == \E r \in Recorded :
    /\ Advance(r, Kthreads)
    /\ \/ Does(Event(r), called[r])
       \/ Event(r).maybe /\ UNCHANGED vars
    /\ Crashes(r) => splat' = This.last

\* The machine rests here.
Variables == [
    ust |-> ust, ucpus |-> ucpus, uasce |-> uasce, ustor |-> ustor, owner |-> owner,
    secret |-> secret, shared |-> shared, proc |-> proc, fd |-> fd, handle |-> handle,
    dlist |-> dlist, dlock |-> dlock, arrays |-> arrays, pfns |-> pfns, ref |-> ref, held |-> held,
    charged |-> charged, pc |-> pc, drain |-> drain, priv |-> priv, nfreed |-> nfreed,
    chain |-> chain, oom |-> oom, audit |-> audit, kills |-> kills, ooms |-> ooms, splat |-> splat]

Explained == (AllOver /\ Variables = This.last) \/ Crashed

\* Always true; TLC evaluates it in every state.
Judged == Explained => Accept
=============================================================================
