---------------------------- MODULE GuestTables ----------------------------
(***************************************************************************)
(* Slice "tables": the DAT tables of a guest whose VM is enabled, disabled *)
(* and enabled again while its CPUs enter SIE and fault, and its zombies   *)
(* free their old top-level tables.  Patch 02 with 09.                     *)
(*                                                                         *)
(*   arch/s390/kvm/kvm-s390.c  kvm_s390_handle_pv    Enable Disable        *)
(*                             kvm_arch_destroy_vm   Close F2              *)
(*   arch/s390/mm/gmap.c       gmap_remove, gmap_free   F2                 *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell: KVM_PV_ENABLE reads     *)
(* gmap->table once and changes no table; what comes before replace_asce   *)
(* in KVM_PV_DISABLE and at the last close touches pages, counters and     *)
(* priv, which nobody here looks at.                                       *)
(*                                                                         *)
(* kvm_s390_cpus_to_pv and _from_pv take every vcpu->mutex in turn and     *)
(* drop it: at that moment the CPU is in userspace.  Afterwards nothing    *)
(* keeps it from SIE, and nothing makes it leave.                          *)
(* Assumptions [B]: the process outlives the VM (has_mm), so that          *)
(* deferred_destroy replaces the table; at the last close no CPU is left   *)
(* in the kernel.                                                          *)
(***************************************************************************)
EXTENDS GuestTablesLink

Init ==
    /\ UvInit
    /\ handle = 0 /\ old = 0 /\ fd = "open"
    /\ gtable = 1 /\ gasce = 1 /\ casce = 1 /\ h2g = 0
    /\ listed = {1} /\ entry = [t \in {1} |-> 0]
    /\ gtlock = "none" /\ mmaplock = "none"
    /\ pc = [t \in Threads |-> CASE t = "I" -> "Idle" [] t \in Vcpus -> "Run" [] OTHER -> "None"]
    /\ newtab = 0 /\ why = "none"
    /\ priv = [t \in {"I"} \cup Kthreads |-> NoPriv]
    /\ vasce = [v \in Vcpus |-> 0] /\ walked = [v \in Vcpus |-> 0]
    /\ lower = [v \in Vcpus |-> 0] /\ vnew = [v \in Vcpus |-> 0]
    /\ reboots = MaxReboots /\ budget = MaxFailures
    /\ splat = {}

-----------------------------------------------------------------------------
(* Commands of userspace *)

CanEnable == fd = "open" /\ handle = 0

\* C1 with the table in use; C6 gives the configuration its CPUs.
Enable ==
    /\ At("I", "Idle") /\ CanEnable /\ UvHasFreeHandle /\ AllCpusOut
    /\ {k \in Kthreads : pc[k] = "None"} # {}
    /\ MaxReboots # 0 => reboots > 0
    /\ reboots' = IF MaxReboots = 0 THEN 0 ELSE reboots - 1
    /\ IF UvCreatable(gtable)
         THEN LET c == UvNextHandle
              IN  /\ ust'   = [ust   EXCEPT ![c] = "alive"]
                  /\ uasce' = [uasce EXCEPT ![c] = gtable]
                  /\ ustor' = [ustor EXCEPT ![c] = Lowest(TakenBlocks)]
                  /\ ucpus' = [ucpus EXCEPT ![c] = 1]
                  /\ handle' = c
                  /\ UNCHANGED <<owner, secret, shared>>
         ELSE UnchangedUv /\ UNCHANGED handle
    /\ UNCHANGED <<old, fd, listed, entry, pc, budget, splat>>
    /\ UnchangedGmap /\ UnchangedLock /\ UnchangedCall /\ UnchangedCpu

\* deferred_destroy as far as replace_asce: E1 remembers the table that is marked.
EnterDeferred(reason, next) ==
    LET p == [table |-> IF old # 0 THEN old ELSE gtable, handle |-> handle,
              stor |-> ustor[handle]]
        begin(step) == /\ Goto("I", step)
                       /\ priv' = [priv EXCEPT !["I"] = p]
                       /\ why' = reason
                       /\ UNCHANGED <<handle, old>>
    IN  /\ UvSetCpus(handle, 0)
        /\ CASE ~MarkedInUse                         -> HandOver(p, next)
             [] MarkedInUse /\ AllocFirst /\ Refused -> Fail /\ UNCHANGED <<handle, old>>
             [] MarkedInUse /\ AllocFirst /\ ~Refused -> begin("E3b_Alloc")
             [] OTHER                                -> begin(ListPart)

Disable ==
    /\ At("I", "Idle") /\ fd = "open" /\ handle # 0 /\ AllCpusOut
    /\ EnterDeferred("disable", "Idle")
    /\ UNCHANGED <<fd, newtab, listed, entry>>
    /\ UnchangedGmap /\ UnchangedLock /\ UnchangedCpu /\ UnchangedEnv

Close ==
    /\ At("I", "Idle") /\ fd = "open" /\ AllCpusOut
    /\ fd' = "closing"
    /\ IF handle = 0
         THEN Goto("I", "F2_RemoveGmap") /\ UnchangedUv /\ UNCHANGED <<handle, old, why, priv>>
         ELSE EnterDeferred("close", "F2_RemoveGmap")
    /\ UNCHANGED <<newtab, listed, entry>>
    /\ UnchangedGmap /\ UnchangedLock /\ UnchangedCpu /\ UnchangedEnv

\* gmap_free: whatever is on crst_list goes; nobody else has the gmap any more.
F2_RemoveGmap ==
    /\ At("I", "F2_RemoveGmap")
    /\ IF ~(listed \subseteq Tables)
         THEN Splat("table_double_free")
         ELSE /\ entry' = Without(listed)
              /\ listed' = {}
              /\ gtable' = 0 /\ gasce' = 0 /\ casce' = 0 /\ h2g' = 0
              /\ fd' = "gone"
              /\ Goto("I", "Done")
              /\ UNCHANGED <<handle, old>>
              /\ UnchangedUv /\ UnchangedLock /\ UnchangedCall /\ UnchangedCpu /\ UnchangedEnv

-----------------------------------------------------------------------------

Next ==
    \* userspace
    \/ Enable
    \/ Disable
    \/ Close
    \* giving up a table
    \/ E3l_TakeLocks
    \/ E3a_Unlist
    \/ \E ok \in BOOLEAN : E3b_Alloc(ok)
    \/ E3c_ListAdd
    \/ E3d_Copy
    \/ E3e_SetAsce
    \/ E3f_SetContextAsce
    \/ E3g_SetTable
    \/ E3h_KickCpus
    \/ \E a \in {"ok", "error"} : N2_DestroyConf(a)
    \/ N6_ListAgain
    \/ F2_RemoveGmap
    \* zombies
    \/ \E k \in Kthreads, a \in {"ok", "error"} : K4_DestroyConf(k, a)
    \/ \E k \in Kthreads : K8_FreeDonated(k)
    \* guest CPUs
    \/ \E t \in Vcpus : EnterSie(t)
    \/ \E t \in Vcpus : ExitSie(t)
    \/ \E t \in Vcpus : GuestFault(t)
    \/ \E t \in Vcpus : LT_ReadTable(t)
    \/ \E t \in Vcpus, ok \in BOOLEAN : LT_Alloc(t, ok)
    \/ \E t \in Vcpus : LT_Lock(t)
    \/ \E t \in Vcpus : LT_ListAdd(t)
    \/ \E t \in Vcpus : LT_Store(t)
    \/ \E t \in Vcpus : LT_Unlock(t)
    \/ \E t \in Vcpus : LT_Link(t)

Spec == Init /\ [][Next]_vars
=============================================================================
