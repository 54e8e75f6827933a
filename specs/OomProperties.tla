--------------------------- MODULE OomProperties ---------------------------
(***************************************************************************)
(* What the slice "oom" claims.                                            *)
(***************************************************************************)
EXTENDS Oom

\* S1
NoFreeWhileSecure == "secure_page_freed" \notin splat

\* S8
ListExclusive ==
    /\ Cardinality({k \in Kthreads : drain[k].cur # 0}) <= 1
    /\ splat \cap {"list_corruption", "array_use_after_free"} = {}

\* S15
MemcgExact == \A p \in Pages : charged[p] <=> ref[p] > 0

\* S16: what a callback adds is at most what its kthread returned to the allocator meanwhile.
OomHonest ==
    pc["O"] = "OM_ReadAfter" => nfreed[Head(oom.rest)] - oom.before <= audit.call

\* S19, as far as a notifier goes: whom a callback looks at has not ended.
NotifierAlive ==
    pc["O"] \in {"OM_ReadBefore", "OM_Sleep", "OM_ReadAfter"} =>
        priv[Head(oom.rest)] # 0

\* L7: a global round during whose callbacks a kthread returned pages kills nobody.
NoKillWhileFreeing == (pc["O"] = "OM_Decide" /\ oom.freed = 0) => audit.round = 0

\* L7: nobody sleeps for more once more than the cut-off was reported.
SleepsUpToCutOff == pc["O"] = "OM_Sleep" => oom.freed <= CutOff

\* L7: a memory control group asks no notifier.
MemcgAsksNobody == oom.memcg => oom.rest = <<>> /\ oom.freed = 0

\* At the end only what Q holds is still allocated.
Quiescent == pc["I"] = "Done" /\ \A k \in Kthreads : pc[k] = "None"
PagesBack ==
    Quiescent => arrays = {} /\ \A p \in Pages : ref[p] = (IF p \in held THEN 1 ELSE 0)

-----------------------------------------------------------------------------
(* Liveness.  Threads are scheduled, the Ultravisor is not busy for ever;   *)
(* a machine that has stopped with a report owes nothing.                   *)

KStep(k) ==
    \/ K0_Register(k) \/ K1_First(k) \/ K1_ListDel(k) \/ P_DestroyUvc(k, "ok") \/ P_Export(k)
    \/ P_Put(k) \/ K1_Count(k) \/ K1_FreeArray(k) \/ K2_Unregister(k) \/ K4_DestroyConf(k)

OStep ==
    \/ OM_Lock("O") \/ OM_Call("O") \/ OM_ReadBefore("O") \/ OM_Sleep("O") \/ OM_ReadAfter("O")
    \/ OM_Decide("O")

\* A waiter for the chain's rwsem gets it in the end, however often somebody runs out of memory.
FairSpec ==
    /\ Spec /\ WF_vars(OStep)
    /\ \A k \in Kthreads : WF_vars(KStep(k)) /\ SF_vars(K0_Register(k)) /\ SF_vars(K2_Unregister(k))

\* L7: an allocator comes back.
RoundsEnd == pc["O"] # "Run" ~> pc["O"] = "Run" \/ splat # {}

\* L1, L2
ZombiesEnd == \A k \in Kthreads : pc[k] = "K0_Register" ~> pc[k] = "None" \/ splat # {}
=============================================================================
