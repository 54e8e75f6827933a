------------------------------- MODULE Reboot -------------------------------
(***************************************************************************)
(* Slice "reboot": a protected VM is enabled, filled, disabled and enabled *)
(* again while its former configurations are still being cleaned in the    *)
(* background; the process exits and the VM is closed in either order.     *)
(* Patches 06, 07, 09, the fence of 11, and as much of 01-05, 08 and 10 as *)
(* they need.                                                              *)
(*                                                                         *)
(* Patch 10 is present with one restriction: the allocation of an array    *)
(* page (Z2c) always fails, so that deferred_list stays empty and          *)
(* exit_mmap exports every page.  The slice "shutdown" lifts it.           *)
(***************************************************************************)
EXTENDS Userspace

Init ==
    /\ UvInit
    /\ users = 1 /\ count = 2       \* the process; its users together, and struct kvm
    /\ prot = 0 /\ sync = FALSE /\ torn = "no"
    /\ mapped = [p \in Pages |-> TRUE]
    /\ ref = [p \in Pages |-> 1]
    /\ flag = [p \in Pages |-> FALSE]
    /\ handle = 0 /\ stor = 0 /\ ghandle = 0
    /\ gtable = 1 /\ listed = {1} /\ tables = {1} /\ blocks = {}
    /\ fd = "open" /\ proc = "alive" /\ why = "none"
    /\ pc = [t \in Threads |-> CASE t = "I" -> "Idle" [] t = "V" -> "Run" [] OTHER -> "None"]
    /\ walk = [t \in Walkers |-> NoWalk]
    /\ priv = [t \in Walkers |-> NoPriv]
    /\ arg = [t \in {"I", "V"} |-> 0]
    /\ uvcb = NoUvcb
    /\ reboots = MaxReboots /\ budget = MaxFailures
    /\ splat = {}

Next ==
    \* userspace
    \/ Enable
    \/ \E p \in Pages : Unpack(p)
    \/ Disable
    \/ Exit
    \/ Close
    \* KVM_PV_ENABLE
    \/ \E ok \in BOOLEAN : A1_AllocVm(ok)
    \/ \E a \in {"ok", "busy", "error", "need_destroy"} : C1_CreateConf(a)
    \/ C2_SetSync
    \/ C3_IncProtected
    \/ C4_DecProtected
    \/ C5_SetGuestHandle
    \/ \E ok \in BOOLEAN : C6_CreateCpus(ok)
    \* imports and program checks
    \/ \E t \in {"I", "V"}, a \in {"ok", "busy"} : M1_MakeSecure(t, a)
    \/ \E p \in Pages : Fault3e(p)
    \/ \E p \in Pages : Violation3f(p)
    \/ \E p \in Pages : Access3d(p)
    \/ \E p \in Pages : HostAccess3d(p)
    \* giving up a configuration
    \/ CP_DestroyCpus
    \/ \E ok \in BOOLEAN : D1_AllocPriv(ok)
    \/ D2_GrabMm
    \/ D3_GetUsers
    \/ D3b_DropMm
    \/ E2_ClearGuestHandle
    \/ \E ok \in BOOLEAN : E3_ReplaceAsce(ok)
    \/ \E ok \in BOOLEAN : E4_CreateKthread(ok)
    \/ E5_ZeroPv
    \/ E7_WakeUp
    \/ N1_GetUsers
    \/ N1_Mmput
    \/ \E a \in {"ok", "busy", "error"} : N2_DestroyConf(a)
    \/ N3_ClearGuestHandle
    \/ N4_DecProtected
    \/ N6_Dealloc
    \/ \E ok \in BOOLEAN : N6_ReplaceAsce(ok)
    \* walks and the end of the address space
    \/ \E t \in Walkers : R_Test(t)
    \/ \E t \in Walkers : R_Gather(t)
    \/ \E t \in Walkers, a \in {"ok", "busy"} : P_DestroyUvc(t, a)
    \/ \E t \in Walkers : P_ClearFlag(t)
    \/ \E t \in Walkers : P_Put(t)
    \/ \E t \in Walkers : X_Unmap(t)
    \/ \E t \in Walkers : X_DropMm(t)
    \* zombies
    \/ \E k \in Kthreads : K3b_ReadUsers(k)
    \/ \E k \in Kthreads : K3b_SetSync(k)
    \/ \E k \in Kthreads : K3c_Mmput(k)
    \/ \E k \in Kthreads, a \in {"ok", "busy", "error"} : K4_DestroyConf(k, a)
    \/ \E k \in Kthreads : K5_Leak(k)
    \/ \E k \in Kthreads : K6_DecProtected(k)
    \/ \E k \in Kthreads : K7_DropMm(k)
    \/ \E k \in Kthreads : K8_FreeDonated(k)
    \* the end of VM and process
    \/ F1_DestroyCpus
    \/ F2_RemoveGmap
    \/ F3_DropMm
    \/ EX_Mmput

Spec == Init /\ [][Next]_vars
=============================================================================
