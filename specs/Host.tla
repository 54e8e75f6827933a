-------------------------------- MODULE Host --------------------------------
(***************************************************************************)
(* The vocabulary of the host kernel that the actions of the reboot slice  *)
(* share: constants, variables with their C fields, and small operators.   *)
(*                                                                         *)
(* One VM, one address space, one I/O thread "I" in userspace (QEMU's main *)
(* thread, which also exits and closes), one guest CPU "V", other host     *)
(* threads without state, and one deferred kthread per zombie.             *)
(***************************************************************************)
EXTENDS Ultravisor, Integers, Sequences

CONSTANTS
    LowPages,           \* pages 1..LowPages lie below 2 GiB of guest memory
    BatchSize,          \* DESTROY_LOOP_THRESHOLD; 32 in the kernel
    LazyDestroy,        \* the module parameter lazy_destroy of patch 11
    Ends,               \* the process exits and the VM is closed some time
    MaxReboots,         \* how often userspace enables the VM; 0 = without end
    Guest,              \* the guest CPU touches pages
    OtherHostThreads,   \* other threads of the process touch pages
    MaxFailures,        \* how often the environment says no
    Failures,           \* to what it may say no
    MayBeBusy,          \* the Ultravisor may answer cc 2
    FIX_MM_COUNT,       \* v2: the deferred thread holds a reference on mm_count
    FIX_FENCE_RETURN    \* v2: with lazy_destroy=0 deinit_vm_deferred returns early

FailureKinds == {"alloc", "kthread", "create", "cpus", "destroy"}

ASSUME LowPagesInRange   == LowPages \in 0 .. NPages
ASSUME BatchNotEmpty     == BatchSize \in Nat \ {0}
ASSUME SwitchesAreBool   == {LazyDestroy, Ends, Guest, OtherHostThreads, MayBeBusy,
                             FIX_MM_COUNT, FIX_FENCE_RETURN} \subseteq BOOLEAN
ASSUME FailuresAreKnown  == Failures \subseteq FailureKinds /\ MaxFailures \in Nat
ASSUME RebootsCount      == MaxReboots \in Nat
ASSUME NamesSuffice      == MaxConfigs <= 4

\* As many kthreads as configurations; userspace waits with the next reboot until one is free.
KthreadNames == <<"K1", "K2", "K3", "K4">>
Kthreads == {KthreadNames[i] : i \in Configs}
Walkers  == {"I"} \cup Kthreads     \* may run s390_uv_destroy_range and exit_mmap
Threads  == Walkers \cup {"V"}

VARIABLES
    \* struct mm_struct and its s390 context
    users,      \* mm_users
    count,      \* mm_count; 0 = struct mm_struct is freed
    prot,       \* context.is_protected, a counter since patch 07
    sync,       \* context.pv_sync_destroy
    torn,       \* exit_mmap: no, running, done
    \* pages of the address space (page p is mapped at virtual page p)
    mapped,     \* the PTE is present
    ref,        \* struct page _refcount, the mapping's reference included
    flag,       \* PG_arch_1: "might be secure"
    \* struct kvm and struct gmap
    handle,     \* kvm->arch.pv.handle
    stor,       \* kvm->arch.pv.stor_base and stor_var
    ghandle,    \* gmap->guest_handle
    gtable,     \* gmap->table; 0 = the gmap is gone
    listed,     \* tables on gmap->crst_list
    fd,         \* the VM's file descriptor: open, closing, gone
    why,        \* why deinit_vm_now runs (for the reader; "none" elsewhere)
    \* allocators
    tables,     \* allocated top-level tables
    blocks,     \* allocated blocks of donated memory
    \* threads
    pc,         \* the step the thread takes next
    walk,       \* struct reset_walk_state and the arguments of s390_uv_destroy_range
    priv,       \* struct deferred_priv in the hands of the thread
    arg,        \* the page an import is about
    uvcb,       \* what the last create or destroy UVC told the I/O thread
    \* environment
    proc,       \* the process: alive, exited
    reboots,    \* how often userspace will still enable the VM
    budget,     \* how often the environment will still say no
    splat       \* what the kernel's own checks (KASAN and the like) reported

MmVars     == <<users, count, prot, sync, torn>>
PageVars   == <<mapped, ref, flag>>
KvmVars    == <<handle, stor, ghandle, gtable, listed, fd, why>>
PoolVars   == <<tables, blocks>>
LocalVars  == <<walk, priv, arg, uvcb>>
vars == <<UvVars, MmVars, PageVars, KvmVars, PoolVars, pc, LocalVars, proc, reboots, budget, splat>>

UnchangedMm     == UNCHANGED MmVars
UnchangedPages  == UNCHANGED PageVars
UnchangedKvm    == UNCHANGED KvmVars
UnchangedPools  == UNCHANGED PoolVars
UnchangedLocals == UNCHANGED LocalVars
UnchangedEnv    == UNCHANGED <<proc, reboots, budget, splat>>
UnchangedMemory == UnchangedUv /\ UnchangedPages

NoWalk == [users |-> 0, next |-> 0, end |-> 0, r |-> 0, batch |-> <<>>]
NoPriv == [stor |-> 0, table |-> 0, handle |-> 0]
NoUvcb == [cc |-> 0, need |-> FALSE]

TypeOK ==
    /\ UvTypeOK
    /\ users \in Nat /\ count \in Nat /\ prot \in Nat
    /\ sync \in BOOLEAN /\ torn \in {"no", "running", "done"}
    /\ mapped \in [Pages -> BOOLEAN] /\ ref \in [Pages -> Nat] /\ flag \in [Pages -> BOOLEAN]
    /\ handle \in 0 .. MaxConfigs /\ ghandle \in 0 .. MaxConfigs
    /\ stor \in Nat /\ gtable \in Nat
    /\ listed \subseteq tables /\ IsFiniteSet(tables) /\ IsFiniteSet(blocks)
    /\ fd \in {"open", "closing", "gone"} /\ proc \in {"alive", "exited"}
    /\ why \in {"none", "fence", "no_memory", "mm_gone", "fail_path", "create_failed"}
    /\ DOMAIN pc = Threads /\ DOMAIN walk = Walkers /\ DOMAIN priv = Walkers
    /\ \A t \in Walkers : walk[t].batch \in Seq(Pages)
    /\ arg \in [{"I", "V"} -> 0 .. NPages]
    /\ uvcb \in [cc : 0 .. 1, need : BOOLEAN]
    /\ budget \in 0 .. MaxFailures /\ reboots \in 0 .. MaxReboots
    /\ splat \subseteq {"mm_use_after_free", "protected_underflow", "secure_page_freed",
                        "uvc_handle_zero"}

-----------------------------------------------------------------------------
(* Threads.  A report of the kernel's own checks stops the machine, as      *)
(* panic_on_warn does: what a freed mm_struct contains is nobody's model.   *)

At(t, step) == pc[t] = step /\ splat = {}
Goto(t, step) == pc' = [pc EXCEPT ![t] = step]

Splat(what) ==
    /\ splat' = splat \cup {what}
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals
    /\ UNCHANGED <<pc, proc, reboots, budget>>

\* Where an ioctl or a system call of the I/O thread ends.
IdleOrDone(f, p) == IF f = "gone" /\ p = "exited" THEN "Done" ELSE "Idle"
AfterDeinit == IF fd = "closing" THEN "F2_RemoveGmap" ELSE "Idle"

(* Environment *)

May(kind) == kind \in Failures /\ budget > 0
Spend(no) == budget' = IF no THEN budget - 1 ELSE budget

\* An allocation or a thread creation of this kind may be answered with ok.
Grants(ok, kind) == ~ok => May(kind)

\* The Ultravisor may answer a; what it cannot do it refuses even then.
Answers(a, kind) ==
    \/ a = "ok"
    \/ a = "busy" /\ MayBeBusy
    \/ a \in {"error", "need_destroy"} /\ May(kind)

(* Allocators hand out the lowest free name. *)

Lowest(taken) == CHOOSE n \in 1 .. Cardinality(taken) + 1 :
    n \notin taken /\ \A m \in 1 .. n - 1 : m \in taken

(* The VM *)

PvMode == handle # 0 /\ ucpus[handle] > 0       \* the guest CPU runs in secure mode
GuestHandle == IF PvMode THEN handle ELSE 0     \* on whose behalf the guest CPU accesses memory

WholeRange(n) == [users |-> n, next |-> 1, end |-> NPages, r |-> 1, batch |-> <<>>]
=============================================================================
