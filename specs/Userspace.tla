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
(*    takes a new reference meanwhile.  A cleaner that has gathered the    *)
(*    page may come between the export and the freeze; the same states     *)
(*    are reached when the import is tried twice (recordings show it).     *)
(*  - The handlers Access3d and Violation3f hold a reference, so that no   *)
(*    import can come between their UVC and the clearing of PG_arch_1.     *)
(* Slice "page life" takes both apart.                                     *)
(*                                                                         *)
(* Userspace issues only commands that pass the ioctl's first test, and    *)
(* reboots only while fewer than MaxConfigs deferred threads are left,     *)
(* which bounds their number.  A guest CPU in Run is in SIE or in          *)
(* userspace, whichever lets others go on; from the 0x3e to the end of the *)
(* import it holds vcpu->mutex.                                            *)
(* With two VMs, page p is in the memslots of VM VmOf(p).  VM 2 has CPUs   *)
(* that the Ultravisor knows, and no thread that runs them.                *)
(* Assumption [B]: at exit and at the last close no thread is inside the   *)
(* kernel on behalf of the process or the VM.                              *)
(***************************************************************************)
EXTENDS Zombie

UnchangedVms == UNCHANGED <<handle, stor, old, ghandle, gtable, listed, why>>

Command(step, v) ==
    /\ At("I", "Idle")
    /\ Goto("I", step)
    /\ cur' = v
    /\ IF step = "F1_DestroyCpus" THEN fd' = [fd EXCEPT ![v] = "closing"] ELSE UNCHANGED fd
    /\ UnchangedVms /\ UnchangedMemory /\ UnchangedMm /\ UnchangedPools

CanIoctl(v) == fd[v] = "open" /\ proc = "alive"
VcpuIdle == pc["V"] = "Run"

Enable(v) ==
    /\ CanIoctl(v) /\ handle[v] = 0 /\ UvHasFreeHandle
    /\ {k \in Kthreads : pc[k] = "None"} # {}
    /\ MaxReboots # 0 => reboots > 0
    /\ reboots' = IF MaxReboots = 0 THEN 0 ELSE reboots - 1
    /\ Command("A1_AllocVm", v)
    /\ UnchangedLocals /\ UNCHANGED <<proc, budget, splat>>

Unpack(p) ==
    /\ CanIoctl(VmOf(p)) /\ PvMode(VmOf(p))
    /\ Command("M1_MakeSecure", VmOf(p))
    /\ arg' = [arg EXCEPT !["I"] = p]
    /\ UNCHANGED <<walk, drain, zpage, priv, uvcb>> /\ UnchangedEnv

Disable(v) ==
    /\ Disables /\ CanIoctl(v) /\ handle[v] # 0
    /\ Command("CP_DestroyCpus", v)
    /\ UnchangedLocals /\ UnchangedEnv

Exit ==
    /\ Ends /\ proc = "alive" /\ VcpuIdle
    /\ Command("EX_Mmput", cur)
    /\ proc' = "exited"
    /\ UnchangedLocals /\ UNCHANGED <<reboots, budget, splat>>

Close(v) ==
    /\ Ends /\ fd[v] = "open" /\ (v = 1 => VcpuIdle)
    /\ Command("F1_DestroyCpus", v)
    /\ UnchangedLocals /\ UnchangedEnv

-----------------------------------------------------------------------------
(* KVM_PV_ENABLE *)

A1_AllocVm(ok) ==
    /\ At("I", "A1_AllocVm")
    /\ Grants(ok, "alloc") /\ Spend(~ok)
    /\ IF ok THEN /\ stor' = [stor EXCEPT ![cur] = Lowest(blocks)]
                  /\ blocks' = blocks \cup {Lowest(blocks)}
                  /\ Goto("I", IF FIX_COUNT_FIRST THEN "C3_IncProtected" ELSE "C1_CreateConf")
             ELSE UNCHANGED <<stor, blocks>> /\ Goto("I", "Idle")
    /\ UNCHANGED <<handle, old, ghandle, gtable, listed, fd, why, cur, tables, privs, modref>>
    /\ UNCHANGED <<proc, reboots, splat>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedLocals

\* What follows a create, and the count, that ended so.
Created(u) ==
    CASE u.cc = 0 -> Goto("I", "C5_SetGuestHandle") /\ UNCHANGED why /\ uvcb' = NoUvcb
      [] u.need   -> DeinitNow("create_failed") /\ uvcb' = NoUvcb
      [] OTHER    -> Goto("I", "C4_DecProtected") /\ UNCHANGED why /\ uvcb' = u

\* As posted the count follows the create; with FIX_COUNT_FIRST it came before.
Counted(u) ==
    IF FIX_COUNT_FIRST THEN Created(u)
    ELSE Goto("I", "C3_IncProtected") /\ UNCHANGED why /\ uvcb' = u

\* "need_destroy" is a failure that leaves a configuration behind (rc bit 0x8000).
C1_CreateConf(a) ==
    LET made == UvCreatable(gtable[cur]) /\ a \in {"ok", "need_destroy"}
        u == [cc |-> IF made /\ a = "ok" THEN 0 ELSE 1, need |-> made /\ a = "need_destroy"]
    IN  /\ At("I", "C1_CreateConf")
        /\ Answers(a, "create") /\ Spend(a \in {"error", "need_destroy"})
        /\ IF a = "busy"
             THEN UnchangedUv /\ UNCHANGED <<pc, handle, uvcb, why>>
             ELSE /\ IF made THEN UvCreate(UvNextHandle, gtable[cur], stor[cur]) ELSE UnchangedUv
                  /\ handle' = [handle EXCEPT ![cur] = IF made THEN UvNextHandle ELSE 0]
                  /\ IF LazyDestroy THEN Counted(u)
                     ELSE Goto("I", "C2_SetSync") /\ UNCHANGED why /\ uvcb' = u
        /\ UNCHANGED <<stor, old, ghandle, gtable, listed, fd, cur>>
        /\ UNCHANGED <<walk, drain, zpage, priv, arg, proc, reboots, splat>>
        /\ UnchangedPages /\ UnchangedList /\ UnchangedMm /\ UnchangedPools

C2_SetSync ==
    /\ At("I", "C2_SetSync")
    /\ sync' = TRUE
    /\ Counted(uvcb)
    /\ UNCHANGED <<users, count, prot, torn, walk, drain, zpage, priv, arg>>
    /\ UnchangedMemory /\ UnchangedKvmButWhy /\ UnchangedPools /\ UnchangedEnv

\* The counter goes up whatever the UVC said.
C3_IncProtected ==
    /\ At("I", "C3_IncProtected")
    /\ prot' = prot + 1
    /\ IF FIX_COUNT_FIRST THEN Goto("I", "C1_CreateConf") /\ UNCHANGED <<why, uvcb>> ELSE Created(uvcb)
    /\ UNCHANGED <<users, count, sync, torn, walk, drain, zpage, priv, arg>>
    /\ UnchangedMemory /\ UnchangedKvmButWhy /\ UnchangedPools /\ UnchangedEnv

C4_DecProtected ==
    /\ At("I", "C4_DecProtected")
    /\ prot' = prot - 1
    /\ blocks' = blocks \ {stor[cur]} /\ stor' = [stor EXCEPT ![cur] = 0] /\ uvcb' = NoUvcb
    /\ Goto("I", "Idle")
    /\ UNCHANGED <<users, count, sync, torn, handle, old, ghandle, gtable, listed, fd, why, cur>>
    /\ UNCHANGED <<tables, privs, modref, walk, drain, zpage, priv, arg>>
    /\ UnchangedMemory /\ UnchangedEnv

C5_SetGuestHandle ==
    /\ At("I", "C5_SetGuestHandle")
    /\ ghandle' = [ghandle EXCEPT ![cur] = handle[cur]]
    /\ Goto("I", "C6_CreateCpus")
    /\ UNCHANGED <<handle, stor, old, gtable, listed, fd, why, cur>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

C6_CreateCpus(ok) ==
    /\ At("I", "C6_CreateCpus")
    /\ Grants(ok, "cpus") /\ Spend(~ok)
    /\ IF ok THEN UvSetCpus(handle[cur], 1) /\ Goto("I", "Idle") /\ UNCHANGED why
             ELSE UnchangedUv /\ EnterDeinit
    /\ UnchangedPages /\ UnchangedList /\ UnchangedMm /\ UnchangedKvmButWhy /\ UnchangedPools
    /\ UnchangedLocals /\ UNCHANGED <<proc, reboots, splat>>

-----------------------------------------------------------------------------
(* Imports *)

\* The page lock and the PTE lock are held; the freeze wants the mapping's reference and no other.
M1_MakeSecure(t, a) ==
    LET p   == arg[t]
        g   == ghandle[VmOf(p)]
        o   == IF prot > 1 THEN 0 ELSE owner[p]     \* should_export_before_import
        out == arg' = [arg EXCEPT ![t] = 0] /\ Goto(t, IF t = "V" THEN "Run" ELSE "Idle")
    IN  /\ At(t, "M1_MakeSecure")
        /\ Answers(a, "import")
        /\ CASE ~mapped[p] -> out /\ UnchangedUv /\ UNCHANGED flag     \* -EFAULT: it was reaped
             [] mapped[p] /\ ref[p] # 1 ->       \* -EBUSY: a cleaner holds the page
                  UNCHANGED <<pc, arg, flag>> /\ IF prot > 1 THEN UvReleased(p) ELSE UnchangedUv
             [] mapped[p] /\ ref[p] = 1 /\ a = "busy" ->     \* -EAGAIN
                  /\ UNCHANGED <<pc, arg>> /\ flag' = [flag EXCEPT ![p] = TRUE]
                  /\ IF prot > 1 THEN UvReleased(p) ELSE UnchangedUv
             [] mapped[p] /\ ref[p] = 1 /\ a = "ok" ->
                  /\ out /\ flag' = [flag EXCEPT ![p] = TRUE]
                  /\ IF UvImportable(g, o) THEN UvImported(p, g) ELSE UnchangedUv
        /\ UNCHANGED <<mapped, ref, leaked, walk, drain, zpage, priv, uvcb>> /\ UnchangedList
        /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools /\ UnchangedEnv

-----------------------------------------------------------------------------
(* Program checks of the guest CPU and of other host threads *)

CanRun(p) == Guest /\ fd[1] = "open" /\ proc = "alive" /\ At("V", "Run") /\ VmOf(p) = 1

Fault3e(p) ==
    /\ CanRun(p) /\ mapped[p] /\ UvException(GuestHandle, p) = "3e"
    /\ Goto("V", "M1_MakeSecure") /\ arg' = [arg EXCEPT !["V"] = p]
    /\ UNCHANGED <<walk, drain, zpage, priv, uvcb>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools /\ UnchangedEnv

\* arch_make_page_accessible trusts PG_arch_1.
MakeAccessible(p) ==
    /\ IF flag[p] THEN UvReleased(p) /\ flag' = [flag EXCEPT ![p] = FALSE]
                  ELSE UnchangedUv /\ UNCHANGED flag
    /\ UNCHANGED <<mapped, ref, leaked, pc>>
    /\ UnchangedList /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals
    /\ UnchangedEnv

Access3d(p) == CanRun(p) /\ mapped[p] /\ UvException(GuestHandle, p) = "3d" /\ MakeAccessible(p)

HostAccess3d(p) ==
    /\ OtherHostThreads /\ proc = "alive" /\ splat = {} /\ mapped[p]
    /\ UvException(0, p) = "3d" /\ MakeAccessible(p)

\* Destroyed if the owner has no CPUs, else exported: accessible in both cases.
Violation3f(p) ==
    /\ CanRun(p) /\ mapped[p] /\ UvException(GuestHandle, p) = "3f"
    /\ UvReleased(p) /\ flag' = [flag EXCEPT ![p] = FALSE]
    /\ UNCHANGED <<mapped, ref, leaked, pc>>
    /\ UnchangedList /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals
    /\ UnchangedEnv

-----------------------------------------------------------------------------
(* KVM_PV_DISABLE, the last close, the exit of the process *)

DropCpus == IF handle[cur] = 0 THEN UnchangedUv ELSE UvSetCpus(handle[cur], 0)

CP_DestroyCpus ==
    /\ At("I", "CP_DestroyCpus") /\ (cur = 1 => VcpuIdle)
    /\ DropCpus /\ EnterDeinit
    /\ UnchangedPages /\ UnchangedList /\ UnchangedMm /\ UnchangedKvmButWhy /\ UnchangedPools
    /\ UnchangedLocals /\ UnchangedEnv

F1_DestroyCpus ==
    /\ At("I", "F1_DestroyCpus")
    /\ DropCpus
    /\ IF handle[cur] # 0 THEN EnterDeinit ELSE Goto("I", "F2_RemoveGmap") /\ UNCHANGED why
    /\ UnchangedPages /\ UnchangedList /\ UnchangedMm /\ UnchangedKvmButWhy /\ UnchangedPools
    /\ UnchangedLocals /\ UnchangedEnv

\* gmap_remove frees what is on crst_list, no more.
F2_RemoveGmap ==
    /\ At("I", "F2_RemoveGmap")
    /\ tables' = tables \ listed[cur]
    /\ listed' = [listed EXCEPT ![cur] = {}] /\ gtable' = [gtable EXCEPT ![cur] = 0]
    /\ Goto("I", "F3_DropMm")
    /\ UNCHANGED <<handle, stor, old, ghandle, fd, why, cur, blocks, privs, modref>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedLocals /\ UnchangedEnv

F3_DropMm ==
    /\ At("I", "F3_DropMm")
    /\ Mmdrop /\ fd' = [fd EXCEPT ![cur] = "gone"] /\ modref' = modref - 1
    /\ Goto("I", IdleOrDone(fd', proc))
    /\ UNCHANGED <<users, prot, sync, torn, cur, tables, blocks, privs>>
    /\ UnchangedVms /\ UnchangedLocals /\ UnchangedEnv

EX_Mmput ==
    /\ At("I", "EX_Mmput")
    /\ Mmput("I")
    /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv
=============================================================================
