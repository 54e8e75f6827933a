----------------------------- MODULE Lifecycle -----------------------------
(***************************************************************************)
(* The lifecycle of protected VMs: enabled, filled, disabled and enabled   *)
(* again while their former configurations are still being cleaned in the  *)
(* background; the process exits and the VMs are closed in any order.      *)
(* Patches 06, 07, 09, 10 and 11, and as much of 01-05 and 08 as they      *)
(* need.                                                                   *)
(*                                                                         *)
(* Two slices are models of this specification:                            *)
(*   reboot    ListCapacity = 0: no array page can be had, deferred_list   *)
(*             stays empty and exit_mmap exports every page                *)
(*   shutdown  pages are set aside                                         *)
(***************************************************************************)
EXTENDS Userspace

Init ==
    /\ UvInit
    /\ users = 1 /\ count = 1 + Vms    \* the process; its users together, and each struct kvm
    /\ prot = 0 /\ sync = FALSE /\ torn = "no"
    /\ dlist = <<>> /\ dlock = "none" /\ arrays = {} /\ pfns = [b \in Pages |-> <<>>]
    /\ mapped = [p \in Pages |-> TRUE]
    /\ ref = [p \in Pages |-> 1]
    /\ flag = [p \in Pages |-> FALSE]
    /\ leaked = {}
    /\ handle = [v \in VmIds |-> 0] /\ stor = [v \in VmIds |-> 0] /\ old = [v \in VmIds |-> 0]
    /\ ghandle = [v \in VmIds |-> 0]
    /\ gtable = [v \in VmIds |-> v] /\ listed = [v \in VmIds |-> {v}]
    /\ fd = [v \in VmIds |-> "open"] /\ why = "none" /\ cur = 1
    /\ tables = VmIds /\ blocks = {} /\ privs = 0 /\ modref = Vms
    /\ proc = "alive"
    /\ pc = [t \in Threads |-> CASE t = "I" -> "Idle"
                                  [] t = "V" -> "Run"
                                  [] t = "M" -> "HG_GetUsers"
                                  [] OTHER -> "None"]
    /\ walk = [t \in Walkers |-> NoWalk]
    /\ drain = [t \in Walkers |-> NoDrain]
    /\ zpage = [t \in Exiters |-> NoZpage]
    /\ priv = [t \in Walkers |-> NoPriv]
    /\ arg = [t \in {"I", "V"} |-> 0]
    /\ uvcb = NoUvcb
    /\ reboots = MaxReboots /\ budget = MaxFailures
    /\ splat = {}

Next ==
    \* userspace
    \/ \E v \in VmIds : Enable(v)
    \/ \E p \in Pages : Unpack(p)
    \/ \E v \in VmIds : Disable(v)
    \/ Exit
    \/ \E v \in VmIds : Close(v)
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
    \/ D3_TestList
    \/ D3b_DropMm
    \/ E2_ClearGuestHandle
    \/ \E ok \in BOOLEAN : E3_ReplaceAsce(ok)
    \/ E3_RemoveAsce
    \/ \E ok \in BOOLEAN : E4_CreateKthread(ok)
    \/ E5_ZeroPv
    \/ E7_WakeUp
    \/ FAIL_Mmput
    \/ FAIL_DropMm
    \/ N1_GetUsers
    \/ N1_Mmput
    \/ \E a \in {"ok", "busy", "error"} : N2_DestroyConf(a)
    \/ N3_ClearGuestHandle
    \/ N4_DecProtected
    \/ N6_Dealloc
    \/ \E ok \in BOOLEAN : N6_ReplaceAsce(ok)
    \* walks and drains
    \/ \E t \in Walkers : R_Test(t)
    \/ \E t \in Walkers : R_Gather(t)
    \/ \E t \in Walkers, a \in {"ok", "busy"} : P_DestroyUvc(t, a)
    \/ \E t \in Walkers, a \in {"ok", "error"} : P_Export(t, a)
    \/ \E t \in Walkers : P_ClearFlag(t)
    \/ \E t \in Walkers : P_Put(t)
    \/ \E t \in Walkers : K1_First(t)
    \/ \E t \in Walkers : K1_ListDel(t)
    \/ \E t \in Walkers : K1_FreeArray(t)
    \* the end of the address space
    \/ \E t \in Exiters, a \in {"ok", "error"} : X_Unmap(t, a)
    \/ \E t \in Exiters : X_DropMm(t)
    \/ \E t \in Exiters : Z2_TestList(t)
    \/ \E t \in Exiters, a \in {"ok", "error"} : Z2a_Export(t, a)
    \/ \E t \in Exiters, ok \in BOOLEAN : Z2c_AllocArray(t, ok)
    \/ \E t \in Exiters : Z3_Append(t)
    \/ \E t \in {"M"} : HG_GetUsers(t)
    \/ \E t \in {"M"} : HP_Mmput(t)
    \/ \E p \in Pages, a \in {"ok", "error"} : Reap(p, a)
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
