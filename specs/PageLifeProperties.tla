------------------------- MODULE PageLifeProperties -------------------------
(***************************************************************************)
(* What slice "pages" claims.  S and L numbers are those of the project's  *)
(* property list (specs/README.md says each in a sentence).                *)
(***************************************************************************)
EXTENDS PageLife

(* Safety *)

\* S1
NoFreeWhileSecure == \A p \in Pages : Free(p) => owner[p] = 0

\* S2.  Of shared pages too: taking one back is no business of the kernel's.
FlagSound == \A p \in Pages : owner[p] # 0 /\ ~frozen[p] => flag[p]

\* S2, as the rule that keeps it: while somebody is about to clear PG_arch_1, no import is under way.
Clearing ==
    {arg[t] : t \in {u \in Busy : pc[u] \in {"AC_ClearFlag", "SV_ClearFlag", "RC_ClearFlag"}}}
    \cup {Head(walk[k].batch) : k \in {l \in Kthreads : pc[l] = "P_ClearFlag"}}
ClearingKeepsImportsOut == \A p \in Clearing : ~frozen[p]

\* S3+
ZombieClean == pc["K1"] = "K4_DestroyConf" => \A p \in Pages : owner[p] # zombie

\* S9
Isolation == \A p \in Pages : secret[p] # 0 => owner[p] = secret[p] /\ ~shared[p]

\* S10.  Whoever is about to destroy a page of the configuration in use is refused.
Destroying ==
    {arg[t] : t \in {u \in Vcpus : pc[u] = "SV_DestroyUvc"}}
    \cup {Head(walk[k].batch) : k \in {l \in Kthreads : pc[l] = "P_DestroyUvc"}}
LiveUntouched ==
    \A p \in Destroying : (handle # 0 /\ owner[p] = handle) => ~UvPageDestroyable(p)

\* S11
CounterCoversPages   == prot = 0 => \A p \in Pages : owner[p] = 0
CounterCoversConfigs == prot >= Cardinality(UvLive)

\* S12
AtUvc == {t \in Importers : pc[t] = "M5_Uvc"}
ImportSound == ~FeatMisc => \A t \in AtUvc : UvImportable(handle, owner[arg[t]])
ImportAccepted == \A t \in AtUvc : UvAccepts(handle, arg[t])

\* References.  Those that threads hold, beyond mappings and page cache.
Held(t, p) ==
    IF arg[t] # p THEN 0
    ELSE CASE pc[t] \in {"AC_TestFlag", "AC_ExportUvc", "AC_ClearFlag", "AC_Put",
                         "SV_DestroyUvc", "SV_ExportUvc"}        -> 1
           [] pc[t] \in {"SV_ClearFlag", "SV_Put", "RC_ExportUvc", "RC_Put"} -> 2
           [] pc[t] = "RC_ClearFlag"                             -> 3
           [] OTHER                                              -> 0
HeldByCleaner(k, p) ==
    LET b == walk[k].batch
    IN  One(\E i \in 1 .. Len(b) : b[i] = p)
        + One(pc[k] \in {"P_ClearFlag", "P_Put"} /\ Head(b) = p)

RECURSIVE Sum(_, _)
Sum(ts, p) == IF ts = {} THEN 0 ELSE LET t == CHOOSE u \in ts : TRUE IN Held(t, p) + Sum(ts \ {t}, p)

ReferencesCounted ==
    \A p \in Pages : ref[p] = ExpectedRefs(p) + Sum(Busy, p) + HeldByCleaner("K1", p)

\* A page is frozen only while mappings and page cache have all the references there are.
FrozenIsUnshared == \A p \in Pages : frozen[p] => ref[p] = ExpectedRefs(p)

NoPutOfFrozenPage == "frozen_page_put" \notin splat

\* Only who has a reference takes another one; so this needs a freeze in spite of a reference.
NoGetOfFrozenPage == "frozen_page_get" \notin splat

\* Whoever locks a page knows that it is a page.
LockedPageAllocated == \A p \in Pages : plock[p] # "none" => ~Free(p)

\* The PTE lock is enough to exclude everybody but the other process.
LocksAgree == \A p \in Pages : plock[p] \in {"none", ptl}

-----------------------------------------------------------------------------
(* Liveness.  A thread that is in the kernel takes its next step, also if   *)
(* what it waits for comes and goes (strong: the locks are fair).  The      *)
(* Ultravisor is not busy for ever (strong: an import asks once, and anew). *)
(* Whoever accesses a page tries again (strong: other handlers, ioctls and  *)
(* accesses to other pages come in between); one of GuestRetries and        *)
(* HostRetries says who that is.  Nothing is promised about ioctls and      *)
(* about reclaim.                                                           *)

ImportStep(t) ==
    \/ M1_MakeSecure(t) \/ M1_FaultIn(t) \/ M1_LockPage(t) \/ M2_Export(t) \/ M3_ExpectedRefs(t)
    \/ M3_Freeze(t) \/ M4_SetFlag(t) \/ (\E a \in {"ok", "busy"} : M5_Uvc(t, a)) \/ M6_Unfreeze(t)
AccessStep(t) ==
    AC_FollowPage(t) \/ AC_TestFlag(t) \/ AC_ExportUvc(t) \/ AC_ClearFlag(t) \/ AC_Put(t)
ViolationStep(t) ==
    SV_FollowPage(t) \/ SV_DestroyUvc(t) \/ SV_ExportUvc(t) \/ SV_ClearFlag(t) \/ SV_Put(t)
CleanerStep(k) ==
    R_Test(k) \/ R_Gather(k) \/ P_DestroyUvc(k, "ok") \/ P_ClearFlag(k) \/ P_Put(k) \/ K4_DestroyConf(k)

KernelRuns ==
    /\ SF_vars(ImportStep("I"))
    /\ \A t \in Vcpus : SF_vars(ImportStep(t) \/ AccessStep(t) \/ ViolationStep(t))
    /\ \A t \in Handlers \ Vcpus : SF_vars(AccessStep(t))
    /\ \A k \in Kthreads : SF_vars(CleanerStep(k))

NotBusyForEver == \A t \in Importers : SF_vars(M5_Uvc(t, "ok"))

GuestRetries ==
    \A t \in Vcpus, p \in Pages : SF_vars(Fault3e(t, p) \/ Violation3f(t, p) \/ Access3d(t, p))

HostRetries == \A p \in Pages : SF_vars(HostAccess(p))

CleaningSpec == Spec /\ KernelRuns
BusySpec     == Spec /\ KernelRuns /\ NotBusyForEver
RetryingSpec == Spec /\ KernelRuns /\ GuestRetries
HostSpec     == Spec /\ KernelRuns /\ HostRetries

\* L2, as far as it is about pages
ZombieEnds == pc["K1"] = "R_Test" ~> pc["K1"] = "None"

\* L5
UnpackEnds == pc["I"] = "M1_MakeSecure" ~> pc["I"] = "Idle"

\* L6
AccessSucceeds ==
    \A p \in Pages : UvException(GuestHandle, p) # "none" ~> UvException(GuestHandle, p) = "none"
HostAccessSucceeds ==
    \A p \in Pages : UvException(0, p) = "3d" ~> (UvException(0, p) # "3d" \/ splat # {})
HandlersEnd == \A t \in Handlers : pc[t] # "Run" ~> pc[t] = "Run"
=============================================================================
