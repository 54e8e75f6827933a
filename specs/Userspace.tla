------------------------------ MODULE Userspace ------------------------------
(***************************************************************************)
(* What userspace and the guest ask of the kernel: KVM_PV_ENABLE,          *)
(* KVM_PV_UNPACK, KVM_PV_DISABLE, exit, close, and touching pages.         *)
(*                                                                         *)
(*   arch/s390/kvm/kvm-s390.c  kvm_s390_handle_pv     Enable Disable Unpack*)
(*                             kvm_s390_cpus_to_pv    C6                   *)
(*                             kvm_s390_cpus_from_pv  CP                   *)
(*                             kvm_arch_destroy_vm    F1 F2                *)
(*   virt/kvm/kvm_main.c       kvm_destroy_vm         F3                   *)
(*   arch/s390/kvm/pv.c        kvm_s390_pv_alloc_vm   A1                   *)
(*                             kvm_s390_pv_init_vm    C1 .. C5 (07, 11)    *)
(*   arch/s390/kernel/uv.c     gmap_make_secure       M1 (01, 08)          *)
(*                             gmap_destroy_page      Violation3f (04)     *)
(*   arch/s390/mm/fault.c      do_secure_storage_access  Access3d (05)     *)
(*                             do_non_secure_storage_access  Fault3e       *)
(*   kernel/exit.c             exit_mm                EX                   *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell:                         *)
(*  - M1 is the section of gmap_make_secure under the PTE lock: nobody     *)
(*    takes a new reference meanwhile; a reference dropped between the     *)
(*    export and the freeze could as well have been dropped before.        *)
(*  - The handlers Access3d and Violation3f hold a reference, so that no   *)
(*    import can come between their UVC and the clearing of PG_arch_1.     *)
(* Slice "page life" takes both apart.                                     *)
(*                                                                         *)
(* Userspace issues only commands that pass the ioctl's first test, and    *)
(* reboots only while fewer than MaxConfigs deferred threads are left,     *)
(* which bounds their number.  A guest CPU in Run is in SIE or in          *)
(* userspace, whichever lets others go on; from the 0x3e to the end of the *)
(* import it holds vcpu->mutex.                                            *)
(* Assumption [B]: at exit and at the last close no thread is inside the   *)
(* kernel on behalf of the process or the VM.                              *)
(***************************************************************************)
EXTENDS Zombie

Command(step) ==
    /\ At("I", "Idle")
    /\ Goto("I", step)
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedPools

CanIoctl == fd = "open" /\ proc = "alive"
VcpuIdle == pc["V"] = "Run"

Enable ==
    /\ CanIoctl /\ handle = 0 /\ UvHasFreeHandle
    /\ {k \in Kthreads : pc[k] = "None"} # {}
    /\ MaxReboots # 0 => reboots > 0
    /\ reboots' = IF MaxReboots = 0 THEN 0 ELSE reboots - 1
    /\ Command("A1_AllocVm")
    /\ UnchangedKvm /\ UnchangedLocals /\ UNCHANGED <<proc, budget, splat>>

Unpack(p) ==
    /\ CanIoctl /\ PvMode
    /\ Command("M1_MakeSecure")
    /\ arg' = [arg EXCEPT !["I"] = p]
    /\ UNCHANGED <<walk, priv, uvcb>> /\ UnchangedKvm /\ UnchangedEnv

Disable ==
    /\ CanIoctl /\ handle # 0
    /\ Command("CP_DestroyCpus")
    /\ UnchangedKvm /\ UnchangedLocals /\ UnchangedEnv

Exit ==
    /\ Ends /\ proc = "alive" /\ VcpuIdle
    /\ Command("EX_Mmput")
    /\ proc' = "exited"
    /\ UnchangedKvm /\ UnchangedLocals /\ UNCHANGED <<reboots, budget, splat>>

Close ==
    /\ Ends /\ fd = "open" /\ VcpuIdle
    /\ Command("F1_DestroyCpus")
    /\ fd' = "closing"
    /\ UNCHANGED <<handle, stor, ghandle, gtable, listed, why>> /\ UnchangedLocals /\ UnchangedEnv

-----------------------------------------------------------------------------
(* KVM_PV_ENABLE *)

A1_AllocVm(ok) ==
    /\ At("I", "A1_AllocVm")
    /\ Grants(ok, "alloc") /\ Spend(~ok)
    /\ IF ok THEN /\ stor' = Lowest(blocks) /\ blocks' = blocks \cup {Lowest(blocks)}
                  /\ Goto("I", "C1_CreateConf")
             ELSE UNCHANGED <<stor, blocks>> /\ Goto("I", "Idle")
    /\ UNCHANGED <<handle, ghandle, gtable, listed, fd, why, tables, proc, reboots, splat>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedLocals

\* "need_destroy" is a failure that leaves a configuration behind (rc bit 0x8000).
C1_CreateConf(a) ==
    LET made == UvCreatable(gtable) /\ a \in {"ok", "need_destroy"}
    IN  /\ At("I", "C1_CreateConf")
        /\ Answers(a, "create") /\ Spend(a \in {"error", "need_destroy"})
        /\ IF a = "busy"
             THEN UnchangedUv /\ UNCHANGED <<pc, handle, uvcb>>
             ELSE /\ IF made THEN UvCreate(UvNextHandle, gtable, stor) ELSE UnchangedUv
                  /\ handle' = IF made THEN UvNextHandle ELSE 0
                  /\ uvcb' = [cc |-> IF made /\ a = "ok" THEN 0 ELSE 1,
                              need |-> made /\ a = "need_destroy"]
                  /\ Goto("I", IF LazyDestroy THEN "C3_IncProtected" ELSE "C2_SetSync")
        /\ UNCHANGED <<stor, ghandle, gtable, listed, fd, why, walk, priv, arg, proc, reboots, splat>>
        /\ UnchangedPages /\ UnchangedMm /\ UnchangedPools

C2_SetSync ==
    /\ At("I", "C2_SetSync")
    /\ sync' = TRUE
    /\ Goto("I", "C3_IncProtected")
    /\ UNCHANGED <<users, count, prot, torn>>
    /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

\* The counter goes up whatever the UVC said.
C3_IncProtected ==
    /\ At("I", "C3_IncProtected")
    /\ prot' = prot + 1
    /\ CASE uvcb.cc = 0 -> Goto("I", "C5_SetGuestHandle") /\ UNCHANGED why /\ uvcb' = NoUvcb
         [] uvcb.need   -> DeinitNow("create_failed") /\ uvcb' = NoUvcb
         [] OTHER       -> Goto("I", "C4_DecProtected") /\ UNCHANGED <<why, uvcb>>
    /\ UNCHANGED <<users, count, sync, torn, walk, priv, arg>>
    /\ UnchangedMemory /\ UnchangedKvmButWhy /\ UnchangedPools /\ UnchangedEnv

C4_DecProtected ==
    /\ At("I", "C4_DecProtected")
    /\ prot' = prot - 1
    /\ blocks' = blocks \ {stor} /\ stor' = 0 /\ uvcb' = NoUvcb
    /\ Goto("I", "Idle")
    /\ UNCHANGED <<users, count, sync, torn, handle, ghandle, gtable, listed, fd, why>>
    /\ UNCHANGED <<tables, walk, priv, arg>> /\ UnchangedMemory /\ UnchangedEnv

C5_SetGuestHandle ==
    /\ At("I", "C5_SetGuestHandle")
    /\ ghandle' = handle
    /\ Goto("I", "C6_CreateCpus")
    /\ UNCHANGED <<handle, stor, gtable, listed, fd, why>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

C6_CreateCpus(ok) ==
    /\ At("I", "C6_CreateCpus")
    /\ Grants(ok, "cpus") /\ Spend(~ok)
    /\ IF ok THEN UvSetCpus(handle, 1) /\ Goto("I", "Idle") /\ UNCHANGED why
             ELSE UnchangedUv /\ EnterDeinit
    /\ UnchangedPages /\ UnchangedMm /\ UnchangedKvmButWhy /\ UnchangedPools /\ UnchangedLocals
    /\ UNCHANGED <<proc, reboots, splat>>

-----------------------------------------------------------------------------
(* Imports *)

\* The page lock and the PTE lock are held; the freeze wants the mapping's reference and no other.
M1_MakeSecure(t, a) ==
    LET p   == arg[t]
        o   == IF prot > 1 THEN 0 ELSE owner[p]     \* should_export_before_import
        out == arg' = [arg EXCEPT ![t] = 0] /\ Goto(t, IF t = "V" THEN "Run" ELSE "Idle")
    IN  /\ At(t, "M1_MakeSecure")
        /\ Answers(a, "import")
        /\ CASE ref[p] # 1 ->       \* -EBUSY: a cleaner holds the page
                  UNCHANGED <<pc, arg, flag>> /\ IF prot > 1 THEN UvReleased(p) ELSE UnchangedUv
             [] ref[p] = 1 /\ a = "busy" ->     \* -EAGAIN
                  /\ UNCHANGED <<pc, arg>> /\ flag' = [flag EXCEPT ![p] = TRUE]
                  /\ IF prot > 1 THEN UvReleased(p) ELSE UnchangedUv
             [] ref[p] = 1 /\ a = "ok" ->
                  /\ out /\ flag' = [flag EXCEPT ![p] = TRUE]
                  /\ IF UvImportable(ghandle, o) THEN UvImported(p, ghandle) ELSE UnchangedUv
        /\ UNCHANGED <<mapped, ref, walk, priv, uvcb>> /\ UnchangedMm /\ UnchangedKvm
        /\ UnchangedPools /\ UnchangedEnv

-----------------------------------------------------------------------------
(* Program checks of the guest CPU and of other host threads *)

CanRun == Guest /\ fd = "open" /\ proc = "alive" /\ At("V", "Run")

Fault3e(p) ==
    /\ CanRun /\ UvException(GuestHandle, p) = "3e"
    /\ Goto("V", "M1_MakeSecure") /\ arg' = [arg EXCEPT !["V"] = p]
    /\ UNCHANGED <<walk, priv, uvcb>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools /\ UnchangedEnv

\* arch_make_page_accessible trusts PG_arch_1.
MakeAccessible(p) ==
    /\ IF flag[p] THEN UvReleased(p) /\ flag' = [flag EXCEPT ![p] = FALSE]
                  ELSE UnchangedUv /\ UNCHANGED flag
    /\ UNCHANGED <<mapped, ref, pc>>
    /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

Access3d(p) == CanRun /\ UvException(GuestHandle, p) = "3d" /\ MakeAccessible(p)

HostAccess3d(p) ==
    /\ OtherHostThreads /\ proc = "alive" /\ splat = {}
    /\ UvException(0, p) = "3d" /\ MakeAccessible(p)

\* Destroyed if the owner has no CPUs, else exported: accessible in both cases.
Violation3f(p) ==
    /\ CanRun /\ UvException(GuestHandle, p) = "3f"
    /\ UvReleased(p) /\ flag' = [flag EXCEPT ![p] = FALSE]
    /\ UNCHANGED <<mapped, ref, pc>>
    /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

-----------------------------------------------------------------------------
(* KVM_PV_DISABLE, the last close, the exit of the process *)

DropCpus == IF handle = 0 THEN UnchangedUv ELSE UvSetCpus(handle, 0)

CP_DestroyCpus ==
    /\ At("I", "CP_DestroyCpus") /\ VcpuIdle
    /\ DropCpus /\ EnterDeinit
    /\ UnchangedPages /\ UnchangedMm /\ UnchangedKvmButWhy /\ UnchangedPools /\ UnchangedLocals
    /\ UnchangedEnv

F1_DestroyCpus ==
    /\ At("I", "F1_DestroyCpus")
    /\ DropCpus
    /\ IF handle # 0 THEN EnterDeinit ELSE Goto("I", "F2_RemoveGmap") /\ UNCHANGED why
    /\ UnchangedPages /\ UnchangedMm /\ UnchangedKvmButWhy /\ UnchangedPools /\ UnchangedLocals
    /\ UnchangedEnv

\* gmap_remove frees what is on crst_list, no more.
F2_RemoveGmap ==
    /\ At("I", "F2_RemoveGmap")
    /\ tables' = tables \ listed /\ listed' = {} /\ gtable' = 0
    /\ Goto("I", "F3_DropMm")
    /\ UNCHANGED <<handle, stor, ghandle, fd, why, blocks>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedLocals /\ UnchangedEnv

F3_DropMm ==
    /\ At("I", "F3_DropMm")
    /\ count' = count - 1 /\ fd' = "gone"
    /\ Goto("I", IdleOrDone("gone", proc))
    /\ UNCHANGED <<users, prot, sync, torn, handle, stor, ghandle, gtable, listed, why>>
    /\ UnchangedMemory /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

EX_Mmput ==
    /\ At("I", "EX_Mmput")
    /\ Mmput("I")
    /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv
=============================================================================
