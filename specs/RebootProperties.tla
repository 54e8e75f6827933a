-------------------------- MODULE RebootProperties --------------------------
(***************************************************************************)
(* What the reboot slice claims.  S and L numbers are those of the         *)
(* project's property list (specs/README.md says each in a sentence).      *)
(***************************************************************************)
EXTENDS Reboot

\* The handles that a DESTROY_SEC_CONF is about to be issued for, by the deferred threads and by the
\* synchronous path.  Handle 0 is the business of NoUvcOnHandleZero.
ZombiesAtUvc == {priv[k].handle : k \in {t \in Kthreads : pc[t] = "K4_DestroyConf"}} \ {0}
CurrentAtUvc == (IF pc["I"] = "N2_DestroyConf" THEN {handle} ELSE {}) \ {0}

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
ZombieDetached     == ghandle \notin ZombiesAtUvc
CurrentDetached    == ghandle \notin CurrentAtUvc

\* S3+, the design rule of patch 09, for either path
ZombieClean  == \A p \in Pages : owner[p] \notin ZombiesAtUvc
CurrentClean == \A p \in Pages : owner[p] \notin CurrentAtUvc

\* S4
DonatedSafe ==
    \A c \in UvLive :
        /\ ustor[c] \in blocks /\ uasce[c] \in tables
        /\ \A d \in UvLive : c # d => ustor[c] # ustor[d] /\ uasce[c] # uasce[d]

\* S5
NoUvcOnHandleZero == "uvc_handle_zero" \notin splat
\* S5: whoever is still to destroy a configuration is alone with it.
BeforeDestroy == {"Created", "R_Test", "R_Gather", "P_DestroyUvc", "P_ClearFlag", "P_Put",
                  "K3b_ReadUsers", "K3b_SetSync", "K3c_Mmput", "X_Unmap", "X_DropMm",
                  "K4_DestroyConf"}
DoomedBy(h) == {k \in Kthreads : pc[k] \in BeforeDestroy /\ priv[k].handle = h}
DestroyOnce ==
    \A c \in Configs :
        /\ Cardinality(DoomedBy(c)) <= 1
        /\ DoomedBy(c) # {} =>
             UvAlive(c) /\ (handle # c \/ pc["I"] = "E5_ZeroPv")

\* S6
NoMmUseAfterFree == "mm_use_after_free" \notin splat
WalkHoldsUser == \A t \in Walkers : pc[t] = "R_Gather" => users > 0 /\ torn = "no"

\* S7
NoZombie == pc["I"] \in {"Idle", "Done"} /\ \A k \in Kthreads : pc[k] = "None"
RefBalance ==
    NoZombie =>
        /\ users = (IF proc = "alive" THEN 1 ELSE 0)
        /\ count = (IF torn # "done" THEN 1 ELSE 0) + (IF fd # "gone" THEN 1 ELSE 0)

\* S9
Isolation == \A p \in Pages : secret[p] # 0 => owner[p] = secret[p]

\* S11
CounterCoversPages == prot = 0 => \A p \in Pages : mapped[p] => owner[p] = 0
CounterCoversConfigs ==
    (ghandle # 0 \/ torn = "running") => prot >= Cardinality(UvLive)
CounterNeverUnderflows == "protected_underflow" \notin splat

\* S12
ImportSound ==
    \A t \in {"I", "V"} :
        (pc[t] = "M1_MakeSecure" /\ prot <= 1) => UvImportable(ghandle, owner[arg[t]])

\* S13
AsceUnique == pc["I"] = "C1_CreateConf" => ~UvMarked(gtable)

\* S17
SyncMode ==
    ~LazyDestroy =>
        /\ \A k \in Kthreads : pc[k] = "None"
        /\ pc["I"] \in {"Idle", "Done"} =>
             \A c \in Configs : ust[c] = "alive" => handle = c /\ fd = "open"

\* When everything has come to its end, only what a broken configuration holds is still allocated.
Quiescent == NoZombie /\ pc["I"] = "Done"
Broken == {c \in Configs : ust[c] = "broken"}
OnlyBrokenHold ==
    /\ blocks \subseteq {ustor[c] : c \in Broken}
    /\ tables \subseteq {uasce[c] : c \in Broken}
NothingLeaks ==
    Quiescent => OnlyBrokenHold

-----------------------------------------------------------------------------
(* Liveness.  Threads are scheduled; the Ultravisor is not busy for ever    *)
(* (no fairness counts an answer "busy" as a step); the                     *)
(* mutex of a guest CPU is fair; the process exits and the fd is closed     *)
(* in the end.  Neither commands nor accesses of the guest are promised.    *)

IStep ==
    \/ \E ok \in BOOLEAN : A1_AllocVm(ok) \/ C6_CreateCpus(ok) \/ D1_AllocPriv(ok)
                           \/ E3_ReplaceAsce(ok) \/ E4_CreateKthread(ok) \/ N6_ReplaceAsce(ok)
    \/ \E a \in {"ok", "error", "need_destroy"} : C1_CreateConf(a)
    \/ C2_SetSync \/ C3_IncProtected \/ C4_DecProtected \/ C5_SetGuestHandle
    \/ M1_MakeSecure("I", "ok")
    \/ D2_GrabMm \/ D3_GetUsers \/ D3b_DropMm
    \/ E2_ClearGuestHandle \/ E5_ZeroPv \/ E7_WakeUp
    \/ N1_GetUsers \/ N1_Mmput \/ N3_ClearGuestHandle \/ N4_DecProtected \/ N6_Dealloc
    \/ \E a \in {"ok", "error"} : N2_DestroyConf(a)
    \/ F1_DestroyCpus \/ F2_RemoveGmap \/ F3_DropMm \/ EX_Mmput

WalkStep(t) ==
    \/ R_Test(t) \/ R_Gather(t) \/ P_DestroyUvc(t, "ok") \/ P_ClearFlag(t) \/ P_Put(t)
    \/ X_Unmap(t) \/ X_DropMm(t)

KStep(k) ==
    \/ WalkStep(k)
    \/ K3b_ReadUsers(k) \/ K3b_SetSync(k) \/ K3c_Mmput(k)
    \/ \E a \in {"ok", "error"} : K4_DestroyConf(k, a)
    \/ K5_Leak(k) \/ K6_DecProtected(k) \/ K7_DropMm(k) \/ K8_FreeDonated(k)

Fairness ==
    /\ WF_vars(IStep \/ WalkStep("I"))
    /\ WF_vars(M1_MakeSecure("V", "ok"))
    /\ \A k \in Kthreads : WF_vars(KStep(k))
    /\ SF_vars(CP_DestroyCpus)
    /\ SF_vars(Exit)
    /\ SF_vars(Close)

FairSpec == Spec /\ Fairness

\* L2 and L5 need less: the deferred threads run, and whoever imports tries again.
CleanersRun ==
    /\ WF_vars(M1_MakeSecure("I", "ok"))
    /\ WF_vars(M1_MakeSecure("V", "ok"))
    /\ \A k \in Kthreads : WF_vars(KStep(k))

CleaningSpec == Spec /\ CleanersRun

\* L2
ZombiesEnd == \A k \in Kthreads : pc[k] = "R_Test" ~> pc[k] = "None"

\* L3: the VM is closed some time, and then everything donated comes back.
DonatedReturned == <>[]OnlyBrokenHold

\* L4
MmFreed == proc = "exited" ~> count = 0

\* L5
ImportsEnd == \A t \in {"I", "V"} : pc[t] = "M1_MakeSecure" ~> pc[t] # "M1_MakeSecure"
=============================================================================
