------------------------------ MODULE PageLife ------------------------------
(***************************************************************************)
(* Slice "pages": import, export, destroy, unmap and share, at full grain; *)
(* patches 01, 03, 04, 05, 08 and 13.  This module has what sets it all in *)
(* motion: ioctls, accesses of guest CPUs, of the process and of another   *)
(* process, and reclaim.                                                   *)
(*                                                                         *)
(*   arch/s390/kvm/kvm-s390.c  kvm_s390_handle_pv  Enable Disable Unpack   *)
(*   program checks            0x3d Access3d HostAccess OtherAccess        *)
(*                             0x3e Fault3e, 0x3f Violation3f              *)
(*   mm/memory.c               handle_mm_fault     FaultIn OtherFaultIn    *)
(*   mm/madvise.c              MADV_DONTNEED       OtherUnmap              *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell:                         *)
(*  - Enable is KVM_PV_ENABLE from A1 to C6: no page becomes secure before *)
(*    the CPUs are there, and no CPU of the guest is in the kernel;        *)
(*  - Disable is KVM_PV_DISABLE from CP to E7, with nothing below 2 GiB;   *)
(*    the guest's CPUs stay outside of the kernel for as long as theirs    *)
(*    are destroyed, and find the guest non-secure afterwards.             *)
(* The lifecycle slice takes both apart.  Userspace disables only when the *)
(* former zombie has gone, which bounds the number of kthreads.            *)
(*                                                                         *)
(* Assumptions [B]: an access raises an exception only through a PTE that  *)
(* is present; MADV_DONTNEED takes mmap_lock for reading, so that one      *)
(* thread of a process may unmap a page while another one handles an       *)
(* exception on it; mapping a file's page takes the page lock.             *)
(***************************************************************************)
EXTENDS PageCleaner

Init ==
    /\ UvInit
    /\ handle = 0 /\ gtable = 1 /\ prot = 0 /\ zombie = 0
    /\ mapped  = [p \in Pages |-> TRUE]
    /\ qmapped = [p \in Pages |-> OtherProcess]
    /\ cached  = [p \in Pages |-> OtherProcess]
    /\ ref     = [p \in Pages |-> IF OtherProcess THEN 3 ELSE 1]
    /\ flag    = [p \in Pages |-> FALSE]
    /\ frozen  = [p \in Pages |-> FALSE]
    /\ ptl = "none" /\ plock = [p \in Pages |-> "none"]
    /\ pc = [t \in Threads |-> CASE t = "I" -> "Idle" [] t = "K1" -> "None" [] OTHER -> "Run"]
    /\ walk = [k \in Kthreads |-> NoWalk]
    /\ arg = [t \in Busy |-> 0]
    /\ imp = [t \in Importers |-> NoImport]
    /\ reboots = MaxReboots
    /\ splat = {}

-----------------------------------------------------------------------------
(* Ioctls *)

Enable ==
    LET c == UvNextHandle
    IN  /\ At("I", "Idle") /\ handle = 0 /\ VcpusOut /\ UvCreatable(gtable)
        /\ MaxReboots # 0 => reboots > 0
        /\ FIX_ENABLE_NEEDS_CPU => Cpus > 0
        /\ handle' = c /\ prot' = prot + 1
        /\ ust'   = [ust   EXCEPT ![c] = "alive"]
        /\ ucpus' = [ucpus EXCEPT ![c] = One(Cpus > 0)]
        /\ uasce' = [uasce EXCEPT ![c] = gtable]
        /\ ustor' = [ustor EXCEPT ![c] = Lowest({ustor[d] : d \in UvLive})]
        /\ reboots' = IF MaxReboots = 0 THEN 0 ELSE reboots - 1
        /\ UNCHANGED <<owner, secret, shared, gtable, zombie, pc, LocalVars, splat>>
        /\ UnchangedPages /\ UnchangedLocks

Disable ==
    /\ At("I", "Idle") /\ handle # 0 /\ VcpusOut /\ pc["K1"] = "None"
    /\ UvSetCpus(handle, 0)
    /\ zombie' = handle /\ handle' = 0
    /\ gtable' = Lowest({uasce[c] : c \in UvLive})
    /\ walk' = [walk EXCEPT !["K1"] = [users |-> 1, next |-> 1, end |-> NPages, r |-> 1, batch |-> <<>>]]
    /\ Goto("K1", "R_Test")
    /\ UNCHANGED <<prot, arg, imp>> /\ UnchangedPages /\ UnchangedLocks /\ UnchangedEnv

Begin(t, p, step) ==
    /\ Take(t, p, step)
    /\ UnchangedUv /\ UnchangedVm /\ UnchangedPages /\ UnchangedLocks /\ UnchangedEnv

Unpack(p) == At("I", "Idle") /\ handle # 0 /\ Begin("I", p, "M1_MakeSecure")

-----------------------------------------------------------------------------
(* Accesses *)

Touches(v, p, what) == At(v, "Run") /\ mapped[p] /\ UvException(GuestHandle, p) = what

Fault3e(t, p)     == Touches(t, p, "3e") /\ Begin(t, p, "M1_MakeSecure")
Violation3f(t, p) == Touches(t, p, "3f") /\ Begin(t, p, "SV_FollowPage")
Access3d(t, p)    == Touches(t, p, "3d") /\ Begin(t, p, "AC_FollowPage")

HostAccess(p) ==
    At("H", "Run") /\ mapped[p] /\ UvException(0, p) = "3d" /\ Begin("H", p, "AC_FollowPage")

OtherAccess(p) ==
    At("Q", "Run") /\ qmapped[p] /\ UvException(0, p) = "3d" /\ Begin("Q", p, "AC_FollowPage")

Own(v, p) == At(v, "Run") /\ mapped[p] /\ PvMode /\ owner[p] = handle

GuestCall == UnchangedVm /\ UnchangedPages /\ UnchangedLocks /\ UNCHANGED <<pc, LocalVars>> /\ UnchangedEnv

Share(t, p)   == Own(t, p) /\ ~shared[p] /\ UvShare(p) /\ GuestCall
Unshare(t, p) == Own(t, p) /\ shared[p] /\ UvUnshare(p) /\ GuestCall

-----------------------------------------------------------------------------
(* Mappings come and go *)

Mapping == UnchangedUv /\ UnchangedVm /\ UnchangedLocks /\ UNCHANGED <<pc, LocalVars>>

FaultIn(t, p) ==
    /\ At(t, "Run") /\ ~mapped[p] /\ PteUnlocked /\ FrameAvailable(p)
    /\ MapHere(p) /\ Mapping /\ UnchangedEnv

OtherFaultIn(p) ==
    /\ At("Q", "Run") /\ ~qmapped[p] /\ FrameAvailable(p)
    /\ Fill(p) /\ qmapped' = [qmapped EXCEPT ![p] = TRUE] /\ UNCHANGED mapped
    /\ Mapping /\ UnchangedEnv

\* Its put_page may hit a frozen page, whose count is 0; the unfreeze that follows would lose it.
OtherUnmap(p) ==
    /\ At("Q2", "Run") /\ qmapped[p]
    /\ IF Unreachable(p)
         THEN Splat("frozen_page_put")
         ELSE /\ qmapped' = [qmapped EXCEPT ![p] = FALSE]
              /\ ref' = [ref EXCEPT ![p] = @ - 1]
              /\ UNCHANGED <<mapped, cached, flag, frozen>>
              /\ Mapping /\ UnchangedEnv

Reclaim(p) == At("R", "Run") /\ mapped[p] /\ Begin("R", p, "RC_ClearPte")

-----------------------------------------------------------------------------

Sharers  == IF Sharing THEN Vcpus ELSE {}
Faulters == Vcpus \cup Only(HostThread, "H")

Next ==
    \* ioctls
    \/ Enable
    \/ Disable
    \/ \E p \in Pages : Unpack(p)
    \* accesses
    \/ \E t \in Vcpus, p \in Pages : Fault3e(t, p)
    \/ \E t \in Vcpus, p \in Pages : Violation3f(t, p)
    \/ \E t \in Vcpus, p \in Pages : Access3d(t, p)
    \/ \E t \in Sharers, p \in Pages : Share(t, p)
    \/ \E t \in Sharers, p \in Pages : Unshare(t, p)
    \/ \E p \in Pages : HostAccess(p)
    \/ \E p \in Pages : OtherAccess(p)
    \* mappings
    \/ \E t \in Faulters, p \in Pages : FaultIn(t, p)
    \/ \E p \in Pages : OtherFaultIn(p)
    \/ \E p \in Pages : OtherUnmap(p)
    \/ \E p \in Pages : Reclaim(p)
    \* import
    \/ \E t \in Importers : M1_MakeSecure(t)
    \/ \E t \in Importers : M1_FaultIn(t)
    \/ \E t \in Importers : M1_LockPage(t)
    \/ \E t \in Importers : M2_Export(t)
    \/ \E t \in Importers : M3_ExpectedRefs(t)
    \/ \E t \in Importers : M3_Freeze(t)
    \/ \E t \in Importers : M4_SetFlag(t)
    \/ \E t \in Importers, a \in {"ok", "busy"} : M5_Uvc(t, a)
    \/ \E t \in Importers : M6_Unfreeze(t)
    \* 0x3d, 0x3f, reclaim
    \/ \E t \in Handlers : AC_FollowPage(t)
    \/ \E t \in Handlers : AC_TestFlag(t)
    \/ \E t \in Handlers : AC_ExportUvc(t)
    \/ \E t \in Handlers : AC_ClearFlag(t)
    \/ \E t \in Handlers : AC_Put(t)
    \/ \E t \in Vcpus : SV_FollowPage(t)
    \/ \E t \in Vcpus : SV_DestroyUvc(t)
    \/ \E t \in Vcpus : SV_ExportUvc(t)
    \/ \E t \in Vcpus : SV_ClearFlag(t)
    \/ \E t \in Vcpus : SV_Put(t)
    \/ \E t \in Reclaimers : RC_ClearPte(t)
    \/ \E t \in Reclaimers : RC_ExportUvc(t)
    \/ \E t \in Reclaimers : RC_ClearFlag(t)
    \/ \E t \in Reclaimers : RC_Put(t)
    \* the zombie
    \/ \E t \in Kthreads : R_Test(t)
    \/ \E t \in Kthreads : R_Gather(t)
    \/ \E t \in Kthreads, a \in {"ok", "busy"} : P_DestroyUvc(t, a)
    \/ \E t \in Kthreads : P_ClearFlag(t)
    \/ \E t \in Kthreads : P_Put(t)
    \/ \E k \in Kthreads : K4_DestroyConf(k)

Spec == Init /\ [][Next]_vars
=============================================================================
