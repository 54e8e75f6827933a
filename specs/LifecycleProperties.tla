-------------------------- MODULE LifecycleProperties --------------------------
(***************************************************************************)
(* What the lifecycle claims.     S and L numbers are those of the         *)
(* project's property list (specs/README.md says each in a sentence).      *)
(***************************************************************************)
EXTENDS Lifecycle

\* The handles that a DESTROY_SEC_CONF is about to be issued for, by the deferred threads and by the
\* synchronous path.  Handle 0 is the business of NoUvcOnHandleZero.
ZombiesAtUvc == {priv[k].handle : k \in {t \in Kthreads : pc[t] = "K4_DestroyConf"}} \ {0}
CurrentAtUvc == (IF pc["I"] = "N2_DestroyConf" THEN {handle[cur]} ELSE {}) \ {0}

-----------------------------------------------------------------------------
(* Safety *)

\* S1
NoFreeWhileSecure ==
    /\ \A p \in Pages : ref[p] = 0 => owner[p] = 0
    /\ "secure_page_freed" \notin splat

\* S2
FlagSound == \A p \in Pages : owner[p] # 0 => flag[p]

\* S3, in its three parts, the second for either path
DestroyWithoutCpus == \A c \in ZombiesAtUvc \cup CurrentAtUvc : ucpus[c] = 0
DestroyAlive       == \A c \in ZombiesAtUvc \cup CurrentAtUvc : UvAlive(c)
ZombieDetached     == \A v \in VmIds : ghandle[v] \notin ZombiesAtUvc
CurrentDetached    == \A v \in VmIds : ghandle[v] \notin CurrentAtUvc

\* S3+, the design rule of patch 09, for either path.  A page that is leaked on purpose stays owned.
ZombieClean  == \A p \in Pages \ leaked : owner[p] \notin ZombiesAtUvc
CurrentClean == \A p \in Pages \ leaked : owner[p] \notin CurrentAtUvc

\* S4
DonatedSafe ==
    \A c \in UvLive :
        /\ ustor[c] \in blocks /\ uasce[c] \in tables
        /\ \A d \in UvLive : c # d => ustor[c] # ustor[d] /\ uasce[c] # uasce[d]

\* S5
NoUvcOnHandleZero == "uvc_handle_zero" \notin splat
\* S5: whoever is still to destroy a configuration is alone with it.
BeforeDestroy == {"Created", "K1_First", "K1_ListDel", "K1_FreeArray", "R_Test", "R_Gather",
                  "P_DestroyUvc", "P_Export", "P_ClearFlag", "P_Put",
                  "K3b_ReadUsers", "K3b_SetSync", "K3c_Mmput", "X_Unmap", "X_DropMm",
                  "Z2_TestList", "Z2a_Export", "Z2c_AllocArray", "Z3_Append", "K4_DestroyConf"}
DoomedBy(h) == {k \in Kthreads : pc[k] \in BeforeDestroy /\ priv[k].handle = h}
DestroyOnce ==
    \A c \in Configs :
        /\ Cardinality(DoomedBy(c)) <= 1
        /\ DoomedBy(c) # {} =>
             UvAlive(c) /\ \A v \in VmIds : handle[v] # c \/ (pc["I"] = "E5_ZeroPv" /\ cur = v)

\* S6
NoMmUseAfterFree == "mm_use_after_free" \notin splat
WalkHoldsUser == \A t \in Walkers : pc[t] = "R_Gather" => users > 0 /\ torn = "no"

\* S7
NoZombie == pc["I"] \in {"Idle", "Done"} /\ \A k \in Kthreads : pc[k] = "None"
OpenVms == {v \in VmIds : fd[v] # "gone"}
RefBalance ==
    NoZombie /\ pc["M"] \in {"HG_GetUsers", "HP_Mmput"} =>
        /\ users = (IF proc = "alive" THEN 1 ELSE 0) + (IF pc["M"] = "HP_Mmput" THEN 1 ELSE 0)
        /\ count = (IF torn # "done" THEN 1 ELSE 0) + Cardinality(OpenVms)

\* S8: at most one thread is in the list at a time, nobody meets an entry that is gone, and no entry
\* is an array page that was freed.
InList == {t \in Walkers : Draining(t)} \cup {t \in Exiters : zpage[t].page # 0}
ListExclusive ==
    /\ Cardinality(InList) <= 1
    /\ Elements(dlist) \subseteq arrays
    /\ splat \cap {"list_corruption", "array_use_after_free"} = {}

\* S9
Isolation == \A p \in Pages : secret[p] # 0 => owner[p] = secret[p]

\* S11
CounterCoversPages ==
    prot = 0 => \A p \in Pages : mapped[p] \/ p \in SetAside => owner[p] = 0
CounterCoversConfigs ==
    (torn = "running" \/ \E v \in VmIds : ghandle[v] # 0) => prot >= Cardinality(UvLive)
CounterNeverUnderflows == "protected_underflow" \notin splat

\* S12
ImportSound ==
    \A t \in {"I", "V"} :
        (pc[t] = "M1_MakeSecure" /\ prot <= 1 /\ mapped[arg[t]]) =>
            UvImportable(ghandle[VmOf(arg[t])], owner[arg[t]])

\* S13
AsceUnique == pc["I"] = "C1_CreateConf" => ~UvMarked(gtable[cur])

\* S17
SyncMode ==
    ~LazyDestroy =>
        /\ arrays = {} /\ \A k \in Kthreads : pc[k] = "None"
        /\ pc["I"] \in {"Idle", "Done"} =>
             \A c \in Configs : ust[c] = "alive" => \E v \in VmIds : handle[v] = c /\ fd[v] = "open"

\* S19: as long as a thread runs the module's code, the module cannot be unloaded.
CodeAlive == modref = 0 => \A k \in Kthreads : pc[k] = "None"

\* L8, as what it forbids: a lazy ioctl walks no further than the first 2 GiB.
ReachesLowPagesOnly ==
    (pc["I"] \in {"R_Test", "R_Gather", "P_DestroyUvc", "P_ClearFlag", "P_Put"} /\ why = "none") =>
        walk["I"].end <= LowPages

\* L9, as what it forbids: a create that the Ultravisor has a handle for is refused.
CreateNotRefused == pc["I"] = "C1_CreateConf" => UvCreatable(gtable[cur])

\* When everything has come to its end, only what is leaked on purpose is still allocated.
Quiescent == NoZombie /\ pc["I"] = "Done" /\ pc["M"] = "HG_GetUsers"
Broken == {c \in Configs : ust[c] = "broken"}
OnlyBrokenHold ==
    /\ blocks \subseteq {ustor[c] : c \in Broken}
    /\ tables \subseteq {uasce[c] : c \in Broken}
DonatedBack == Quiescent => OnlyBrokenHold
PrivsBack   == Quiescent => privs = 0
PagesBack   == Quiescent => arrays = {} /\ \A p \in Pages \ leaked : ref[p] = 0

-----------------------------------------------------------------------------
(* Liveness.  Threads are scheduled; the Ultravisor is not busy for ever    *)
(* (no fairness counts an answer "busy" as a step); the                     *)
(* mutex of a guest CPU is fair; the process exits and the fds are closed   *)
(* in the end.  Neither commands nor accesses of the guest are promised;    *)
(* a holder of mm_users drops what it took, and may come back while there   *)
(* are users.                                                               *)

WalkStep(t) ==
    \/ R_Test(t) \/ R_Gather(t) \/ P_DestroyUvc(t, "ok") \/ P_ClearFlag(t) \/ P_Put(t)
    \/ \E a \in {"ok", "error"} : P_Export(t, a)
    \/ K1_First(t) \/ K1_ListDel(t) \/ K1_FreeArray(t)

ExitStep(t) ==
    \/ \E a \in {"ok", "error"} : X_Unmap(t, a) \/ Z2a_Export(t, a)
    \/ \E ok \in BOOLEAN : Z2c_AllocArray(t, ok)
    \/ Z2_TestList(t) \/ Z3_Append(t) \/ X_DropMm(t)

IStep ==
    \/ \E ok \in BOOLEAN : A1_AllocVm(ok) \/ C6_CreateCpus(ok) \/ D1_AllocPriv(ok)
                           \/ E3_ReplaceAsce(ok) \/ E4_CreateKthread(ok) \/ N6_ReplaceAsce(ok)
    \/ \E a \in {"ok", "error", "need_destroy"} : C1_CreateConf(a)
    \/ C2_SetSync \/ C3_IncProtected \/ C4_DecProtected \/ C5_SetGuestHandle
    \/ M1_MakeSecure("I", "ok")
    \/ D2_GrabMm \/ D3_GetUsers \/ D3_TestList \/ D3b_DropMm
    \/ E2_ClearGuestHandle \/ E3_RemoveAsce \/ E5_ZeroPv \/ E7_WakeUp \/ FAIL_Mmput \/ FAIL_DropMm
    \/ N1_GetUsers \/ N1_Mmput \/ N3_ClearGuestHandle \/ N4_DecProtected \/ N6_Dealloc
    \/ \E a \in {"ok", "error"} : N2_DestroyConf(a)
    \/ F1_DestroyCpus \/ F2_RemoveGmap \/ F3_DropMm \/ EX_Mmput

KStep(k) ==
    \/ WalkStep(k) \/ ExitStep(k)
    \/ K3b_ReadUsers(k) \/ K3b_SetSync(k) \/ K3c_Mmput(k)
    \/ \E a \in {"ok", "error"} : K4_DestroyConf(k, a)
    \/ K5_Leak(k) \/ K6_DecProtected(k) \/ K7_DropMm(k) \/ K8_FreeDonated(k)

Fairness ==
    /\ WF_vars(IStep \/ WalkStep("I") \/ ExitStep("I"))
    /\ WF_vars(M1_MakeSecure("V", "ok"))
    /\ WF_vars(HP_Mmput("M") \/ ExitStep("M"))
    /\ \A k \in Kthreads : WF_vars(KStep(k))
    /\ SF_vars(CP_DestroyCpus)
    /\ SF_vars(Exit)
    /\ \A v \in VmIds : SF_vars(Close(v))

FairSpec == Spec /\ Fairness

\* L2 and L5 need less: the deferred threads run, whoever imports tries again, whoever runs
\* exit_mmap for others comes to its end.
CleanersRun ==
    /\ WF_vars(M1_MakeSecure("I", "ok"))
    /\ WF_vars(M1_MakeSecure("V", "ok"))
    /\ \A k \in Kthreads : WF_vars(KStep(k))

CleaningSpec == Spec /\ CleanersRun

\* L1: the VMs are closed some time, and then every page that was set aside comes back.
SetAsideReturned == <>[](SetAside = {})

\* L2
ZombiesEnd == \A k \in Kthreads : pc[k] = "K1_First" ~> pc[k] = "None"

\* L3: the VM is closed some time, and then everything donated comes back.
DonatedReturned == <>[](OnlyBrokenHold /\ privs = 0)

\* L4
MmFreed == proc = "exited" ~> count = 0

\* L5
ImportsEnd == \A t \in {"I", "V"} : pc[t] = "M1_MakeSecure" ~> pc[t] # "M1_MakeSecure"
=============================================================================
