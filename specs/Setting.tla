------------------------------ MODULE Setting ------------------------------
(***************************************************************************)
(* The constants of the lifecycle specification: sizes, what surrounds the *)
(* kernel, and the switches.  A switch FIX_<NAME> is TRUE in the repaired  *)
(* code; docs/findings.md describes each repair in kernel terms.           *)
(*                                                                         *)
(*   v1        every switch FALSE                                          *)
(*   v2        FIX_MM_COUNT and FIX_FENCE_RETURN TRUE, the others FALSE    *)
(*   repaired  every switch TRUE                                           *)
(***************************************************************************)
EXTENDS Ultravisor, Integers, Sequences

CONSTANTS
    \* sizes
    Vms,                \* VMs of the process: 1 or 2
    LowPages,           \* pages 1..LowPages lie below 2 GiB of guest memory
    BatchSize,          \* DESTROY_LOOP_THRESHOLD; 32 in the kernel
    ListCapacity,       \* PV_MAX_LAZY_COUNT, pfns in an array page; 509.  0: no such page can be had
    LazyDestroy,        \* the module parameter lazy_destroy of patch 11
    \* surroundings
    Ends,               \* the process exits and the VMs are closed some time
    MaxReboots,         \* how often userspace enables a VM; 0 = without end
    Disables,           \* userspace gives configurations up by KVM_PV_DISABLE, not only by close
    Guest,              \* the guest CPU of VM 1 touches pages
    OtherHostThreads,   \* other threads of the process touch pages
    Holders,            \* somebody else takes and drops references on mm_users
    Reaper,             \* the OOM reaper unmaps pages
    MaxFailures,        \* how often the environment says no
    Failures,           \* to what it may say no
    MayBeBusy,          \* the Ultravisor may answer cc 2
    \* v2 repairs v1
    FIX_MM_COUNT,           \* the deferred thread holds a reference on mm_count
    FIX_FENCE_RETURN,       \* with lazy_destroy=0 deinit_vm_deferred returns early
    \* the project's repairs of v2
    FIX_FAIL_REFERENCES,    \* FAIL of deferred_destroy gives its references back
    FIX_OLD_TABLE,          \* arch.pv remembers the table that the Ultravisor has marked
    FIX_FULL_WALK,          \* the kthread's walk does not stop early
    FIX_WAIT_EXIT,          \* deinit waits for an exit_mmap that has begun
    FIX_DETACH_FIRST,       \* deinit_vm_now clears guest_handle before the UVC
    FIX_LIST_LOCK,          \* a mutex around the drain of deferred_list
    FIX_DRAIN_EXPORT,       \* the drain exports what it may not destroy
    FIX_NOW_DRAINS,         \* deinit_vm_now drains deferred_list
    FIX_MMDROP_DRAINS,      \* the last mmdrop releases what is still set aside
    FIX_EXPORT_FAILURE,     \* a page whose export fails is not freed
    FIX_COUNT_FIRST,        \* init_vm counts the configuration before it creates it
    FIX_FREE_PRIV,          \* the kthread frees priv also when the UVC failed
    FIX_MODULE_GET          \* the kthread holds a reference on the module

FailureKinds == {"alloc", "kthread", "create", "cpus", "destroy", "export"}

ASSUME VmsExist          == Vms \in 1 .. 2
ASSUME LowPagesInRange   == LowPages \in 0 .. NPages
ASSUME LowPagesOfOneVm   == Vms = 1 \/ LowPages = 0
ASSUME BatchNotEmpty     == BatchSize \in Nat \ {0}
ASSUME CapacityIsNumber  == ListCapacity \in Nat
ASSUME SwitchesAreBool   ==
    {LazyDestroy, Ends, Disables, Guest, OtherHostThreads, Holders, Reaper, MayBeBusy,
     FIX_MM_COUNT, FIX_FENCE_RETURN, FIX_FAIL_REFERENCES, FIX_OLD_TABLE, FIX_FULL_WALK,
     FIX_WAIT_EXIT, FIX_DETACH_FIRST, FIX_LIST_LOCK, FIX_DRAIN_EXPORT, FIX_NOW_DRAINS,
     FIX_MMDROP_DRAINS, FIX_EXPORT_FAILURE, FIX_COUNT_FIRST, FIX_FREE_PRIV,
     FIX_MODULE_GET} \subseteq BOOLEAN
ASSUME FailuresAreKnown  == Failures \subseteq FailureKinds /\ MaxFailures \in Nat
ASSUME RebootsCount      == MaxReboots \in Nat
ASSUME NamesSuffice      == MaxConfigs <= 4

VmIds == 1 .. Vms
VmOf(p) == ((p - 1) % Vms) + 1      \* whose memslots have the page

\* As many kthreads as configurations; userspace waits with the next reboot until one is free.
KthreadNames == <<"K1", "K2", "K3", "K4">>
Kthreads == {KthreadNames[i] : i \in Configs}
Walkers  == {"I"} \cup Kthreads     \* may walk an address space and drain deferred_list
Exiters  == Walkers \cup {"M"}      \* may run exit_mmap
Threads  == Exiters \cup {"V"}
=============================================================================
