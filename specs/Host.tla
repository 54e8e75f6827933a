-------------------------------- MODULE Host --------------------------------
(***************************************************************************)
(* The vocabulary of the host kernel that the actions of the lifecycle     *)
(* specification share: variables with their C fields, and small operators.*)
(*                                                                         *)
(* One process with one address space and one or two VMs; one I/O thread   *)
(* "I" in userspace (QEMU's main thread, which also exits and closes), one *)
(* guest CPU "V" of VM 1, other host threads without state, a holder "M"   *)
(* of mm_users that has nothing to do with KVM, the OOM reaper (without    *)
(* state), and one deferred kthread per zombie.                            *)
(***************************************************************************)
EXTENDS Setting

VARIABLES
    \* struct mm_struct and its s390 context
    users,      \* mm_users
    count,      \* mm_count; 0 = struct mm_struct is freed
    prot,       \* context.is_protected, a counter since patch 07
    sync,       \* context.pv_sync_destroy
    torn,       \* exit_mmap: no, running, done
    dlist,      \* context.deferred_list: array pages, the first one first
    dlock,      \* who holds the mutex of FIX_LIST_LOCK
    \* array pages, named 1, 2, ...
    arrays,     \* those allocated
    pfns,       \* struct destroy_page_lazy: what each holds
    \* pages of the address space (page p is mapped at virtual page p)
    mapped,     \* the PTE is present
    ref,        \* struct page _refcount, the mapping's reference included
    flag,       \* PG_arch_1: "might be secure"
    leaked,     \* pages that are kept for ever because their export failed
    \* struct kvm and struct gmap, one of each per VM
    handle,     \* kvm->arch.pv.handle
    stor,       \* kvm->arch.pv.stor_base and stor_var
    old,        \* kvm->arch.pv.old_table of FIX_OLD_TABLE
    ghandle,    \* gmap->guest_handle
    gtable,     \* gmap->table; 0 = the gmap is gone
    listed,     \* tables on gmap->crst_list
    fd,         \* the VM's file descriptor: open, closing, gone
    why,        \* why deinit_vm_now runs (for the reader; "none" elsewhere)
    \* allocators and the module
    tables,     \* allocated top-level tables
    blocks,     \* allocated blocks of donated memory
    privs,      \* allocated structs deferred_priv
    modref,     \* references on the kvm module by fds and kthreads
    \* threads
    pc,         \* the step the thread takes next
    cur,        \* the VM that the I/O thread works on, or worked on last
    walk,       \* struct reset_walk_state and the arguments of s390_uv_destroy_range
    drain,      \* the loop over deferred_list: entry, the one after it, pfns left of the entry
    zpage,      \* in uv_destroy_page_lazy: the page, and the first array as it was read
    priv,       \* struct deferred_priv in the hands of the thread
    arg,        \* the page an import is about
    uvcb,       \* what the last create or destroy UVC told the I/O thread
    \* environment
    proc,       \* the process: alive, exited
    reboots,    \* how often userspace will still enable a VM
    budget,     \* how often the environment will still say no
    splat       \* what the kernel's own checks (KASAN and the like) reported

MmVars     == <<users, count, prot, sync, torn>>
ListVars   == <<dlist, dlock, arrays, pfns>>
PageVars   == <<mapped, ref, flag, leaked>>
KvmVars    == <<handle, stor, old, ghandle, gtable, listed, fd, why, cur>>
PoolVars   == <<tables, blocks, privs, modref>>
LocalVars  == <<walk, drain, zpage, priv, arg, uvcb>>
EnvVars    == <<proc, reboots, budget, splat>>
vars == <<UvVars, MmVars, ListVars, PageVars, KvmVars, PoolVars, pc, LocalVars, EnvVars>>

UnchangedMm     == UNCHANGED MmVars
UnchangedList   == UNCHANGED ListVars
UnchangedPages  == UNCHANGED PageVars
UnchangedKvm    == UNCHANGED KvmVars
UnchangedPools  == UNCHANGED PoolVars
UnchangedLocals == UNCHANGED LocalVars
UnchangedEnv    == UNCHANGED EnvVars
UnchangedMemory == UnchangedUv /\ UnchangedPages /\ UnchangedList

NoWalk  == [users |-> 0, next |-> 0, end |-> 0, r |-> 0, batch |-> <<>>]
NoDrain == [cur |-> 0, nxt |-> 0, left |-> <<>>]
NoZpage == [page |-> 0, lazy |-> 0]
NoPriv  == [stor |-> 0, table |-> 0, handle |-> 0, hasmm |-> FALSE]
NoUvcb  == [cc |-> 0, need |-> FALSE]

Elements(s) == {s[i] : i \in 1 .. Len(s)}

TypeOK ==
    /\ UvTypeOK
    /\ users \in Nat /\ count \in Nat /\ prot \in Nat
    /\ sync \in BOOLEAN /\ torn \in {"no", "running", "done"}
    /\ Elements(dlist) \subseteq Pages /\ dlock \in {"none"} \cup Walkers
    /\ arrays \subseteq Pages /\ \A b \in Pages : pfns[b] \in Seq(Pages) /\ Len(pfns[b]) <= ListCapacity
    /\ mapped \in [Pages -> BOOLEAN] /\ ref \in [Pages -> Nat] /\ flag \in [Pages -> BOOLEAN]
    /\ leaked \subseteq Pages
    /\ handle \in [VmIds -> 0 .. MaxConfigs] /\ ghandle \in [VmIds -> 0 .. MaxConfigs]
    /\ stor \in [VmIds -> Nat] /\ gtable \in [VmIds -> Nat] /\ old \in [VmIds -> Nat]
    /\ \A v \in VmIds : listed[v] \subseteq tables
    /\ IsFiniteSet(tables) /\ IsFiniteSet(blocks) /\ privs \in Nat /\ modref \in Nat
    /\ fd \in [VmIds -> {"open", "closing", "gone"}] /\ proc \in {"alive", "exited"}
    /\ why \in {"none", "fence", "no_memory", "mm_gone", "failing", "fail_path", "create_failed"}
    /\ DOMAIN pc = Threads /\ cur \in VmIds
    /\ DOMAIN walk = Walkers /\ DOMAIN drain = Walkers /\ DOMAIN priv = Walkers
    /\ \A t \in Walkers : walk[t].batch \in Seq(Pages) /\ drain[t].left \in Seq(Pages)
    /\ zpage \in [Exiters -> [page : 0 .. NPages, lazy : 0 .. NPages]]
    /\ arg \in [{"I", "V"} -> 0 .. NPages]
    /\ uvcb \in [cc : 0 .. 1, need : BOOLEAN]
    /\ budget \in 0 .. MaxFailures /\ reboots \in 0 .. MaxReboots
    /\ splat \subseteq {"mm_use_after_free", "protected_underflow", "secure_page_freed",
                        "uvc_handle_zero", "list_corruption", "array_use_after_free"}

-----------------------------------------------------------------------------
(* Threads.  A report of the kernel's own checks stops the machine, as      *)
(* panic_on_warn does: what a freed structure contains is nobody's model.   *)

At(t, step) == pc[t] = step /\ splat = {}
Goto(t, step) == pc' = [pc EXCEPT ![t] = step]

\* A report; the second form for a step in which the environment has said no already.
SplatAnd(what) ==
    /\ splat' = splat \cup {what}
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals
    /\ UNCHANGED <<pc, proc, reboots>>
Splat(what) == SplatAnd(what) /\ UNCHANGED budget

UsesMm(body) == IF count = 0 THEN Splat("mm_use_after_free") ELSE body

\* Where an ioctl or a system call of the I/O thread ends.
IdleOrDone(f, p) == IF f = [v \in VmIds |-> "gone"] /\ p = "exited" THEN "Done" ELSE "Idle"
AfterDeinit == IF fd[cur] = "closing" THEN "F2_RemoveGmap" ELSE "Idle"

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

(* The VMs *)

PvMode(v) == IF handle[v] = 0 THEN FALSE ELSE ucpus[handle[v]] > 0  \* its CPUs run in secure mode
GuestHandle == IF PvMode(1) THEN handle[1] ELSE 0   \* on whose behalf the guest CPU accesses memory

WholeRange(n) == [users |-> n, next |-> 1, end |-> NPages, r |-> 1, batch |-> <<>>]
=============================================================================
