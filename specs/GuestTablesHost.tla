-------------------------- MODULE GuestTablesHost --------------------------
(***************************************************************************)
(* The vocabulary of the slice "guest tables": one VM, its guest CPUs, the *)
(* I/O thread "I" and one kthread per zombie, seen from the DAT tables of  *)
(* the guest.  No action.                                                  *)
(*                                                                         *)
(* Abstractions.                                                           *)
(*  - The guest has one address range that matters.  A top-level table has *)
(*    one entry for it, which leads to a lower-level table; that one has   *)
(*    one segment entry for it.  Levels in between behave like the first.  *)
(*  - The segment entry of a lower-level table is valid exactly while      *)
(*    host_to_guest points at it: __gmap_link sets both under one lock,    *)
(*    and nothing here unmaps host memory.                                 *)
(*  - SegmentTop: the memory limit of the guest is so low that its         *)
(*    top-level table is the segment table (_ASCE_TYPE_SEGMENT).           *)
(*  - The TLB is not modelled, only which table a CPU has loaded.          *)
(*  - Reference counts, pages and donated blocks are other slices'.        *)
(* A table is its address: one pool, lowest free number first.  A stale    *)
(* address reads and writes whatever has it now; if nothing has it, the    *)
(* kernel's own check reports.                                             *)
(***************************************************************************)
EXTENDS Ultravisor

CONSTANTS
    Cpus,               \* guest CPUs, 1 or 2
    SegmentTop,         \* the top-level table is the segment table
    MaxReboots,         \* how often userspace enables the VM; 0 = without end
    MaxFailures,        \* how often the environment says no
    Failures,           \* to what it may say no
    FIX_TABLE_LOCK,     \* replace_asce changes crst_list under guest_table_lock
    FIX_WALK_LOCK,      \* replace_asce holds mmap_lock for writing
    FIX_ASCE_KICK,      \* replace_asce makes every CPU leave SIE
    FIX_OLD_TABLE,      \* arch.pv remembers the marked table that is out of use
    FIX_SEGMENT_ASCE    \* replace_asce refuses a segment table

ASSUME CpusFew         == Cpus \in 1 .. 2
ASSUME FailuresKnown   == Failures \subseteq {"alloc", "destroy"} /\ MaxFailures \in Nat
ASSUME RebootsCount    == MaxReboots \in Nat
ASSUME SwitchesAreBool == {SegmentTop, FIX_TABLE_LOCK, FIX_WALK_LOCK, FIX_ASCE_KICK,
                           FIX_OLD_TABLE, FIX_SEGMENT_ASCE} \subseteq BOOLEAN
ASSUME NamesSuffice    == MaxConfigs <= 3

KthreadNames == <<"K1", "K2", "K3">>
Kthreads == {KthreadNames[i] : i \in Configs}
Vcpus    == IF Cpus = 1 THEN {"V"} ELSE {"V", "V2"}
Threads  == {"I"} \cup Kthreads \cup Vcpus

VARIABLES
    \* struct kvm
    handle,     \* kvm->arch.pv.handle
    old,        \* kvm->arch.pv.old_table (FIX_OLD_TABLE): marked, off crst_list
    fd,         \* the VM's file descriptor: open, closing, gone
    \* struct gmap and the mm context
    gtable,     \* gmap->table; 0 = the gmap is gone
    gasce,      \* the table in gmap->asce
    casce,      \* the table in mm->context.gmap_asce, which TLB flushes name
    h2g,        \* gmap->host_to_guest: the table whose segment entry maps the host address
    listed,     \* tables on gmap->crst_list
    gtlock,     \* gmap->guest_table_lock: "none" or its holder
    mmaplock,   \* mmap_lock held for writing: "none" or "I"
    \* tables
    entry,      \* allocated table -> its entry for the address range; 0 = invalid
    \* threads
    pc,         \* the step the thread takes next
    newtab,     \* replace_asce: the new table
    why,        \* who called replace_asce
    priv,       \* struct deferred_priv in the hands of the thread
    vasce,      \* the table the CPU has loaded; 0 = not in SIE
    walked,     \* __gmap_link: the top-level table whose entry it points at
    lower,      \* __gmap_link: the table of the segment entry
    vnew,       \* gmap_alloc_table: the new table, not stored yet
    \* environment
    reboots,    \* how often userspace will still enable the VM
    budget,     \* how often the environment will still say no
    splat       \* what the kernel's own checks reported

KvmVars  == <<handle, old, fd>>
GmapVars == <<gtable, gasce, casce, h2g>>
LockVars == <<gtlock, mmaplock>>
CallVars == <<newtab, why, priv>>
CpuVars  == <<vasce, walked, lower, vnew>>
EnvVars  == <<reboots, budget, splat>>
vars == <<UvVars, KvmVars, GmapVars, listed, LockVars, entry, pc, CallVars, CpuVars, EnvVars>>

UnchangedKvm  == UNCHANGED KvmVars
UnchangedGmap == UNCHANGED GmapVars
UnchangedLock == UNCHANGED LockVars
UnchangedCall == UNCHANGED CallVars
UnchangedCpu  == UNCHANGED CpuVars
UnchangedEnv  == UNCHANGED EnvVars

Tables == DOMAIN entry
NoPriv == [table |-> 0, handle |-> 0, stor |-> 0]

TypeOK ==
    /\ UvTypeOK
    /\ handle \in 0 .. MaxConfigs /\ old \in Nat /\ fd \in {"open", "closing", "gone"}
    /\ gtable \in Nat /\ gasce \in Nat /\ casce \in Nat /\ h2g \in Nat /\ newtab \in Nat
    /\ IsFiniteSet(Tables) /\ entry \in [Tables -> Nat] /\ IsFiniteSet(listed)
    /\ gtlock \in {"none", "I"} \cup Vcpus /\ mmaplock \in {"none", "I"}
    /\ why \in {"none", "disable", "close", "failed"}
    /\ DOMAIN pc = Threads /\ DOMAIN priv = {"I"} \cup Kthreads
    /\ \A f \in {vasce, walked, lower, vnew} : f \in [Vcpus -> Nat]
    /\ budget \in 0 .. MaxFailures /\ reboots \in 0 .. MaxReboots
    /\ splat \subseteq {"table_use_after_free", "table_double_free"}

-----------------------------------------------------------------------------
(* Threads.  A report of the kernel's own checks stops the machine. *)

At(t, step) == pc[t] = step /\ splat = {}
Goto(t, step) == pc' = [pc EXCEPT ![t] = step]

Splat(what) ==
    /\ splat' = splat \cup {what}
    /\ UnchangedUv /\ UnchangedKvm /\ UnchangedGmap /\ UnchangedLock /\ UnchangedCall
    /\ UnchangedCpu /\ UNCHANGED <<listed, entry, pc, reboots, budget>>

\* Touching the entry of a table that nobody has allocated is reported.
Touches(table, body) == IF table \notin Tables THEN Splat("table_use_after_free") ELSE body

\* The handler holds mmap_lock for reading from its first step to its last.
HandlerSteps == {"LT_ReadTable", "LT_Alloc", "LT_Lock", "LT_ListAdd", "LT_Store", "LT_Unlock",
                 "LT_Link"}
InHandler == {v \in Vcpus : pc[v] \in HandlerSteps}

\* In userspace, not holding vcpu->mutex.
AllCpusOut == \A v \in Vcpus : pc[v] = "Run" /\ vasce[v] = 0

AfterCall == IF fd = "closing" THEN "F2_RemoveGmap" ELSE "Idle"

(* Environment *)

May(kind) == kind \in Failures /\ budget > 0
Spend(no) == budget' = IF no THEN budget - 1 ELSE budget
Grants(ok, kind) == ~ok => May(kind)

(* Allocators *)

Lowest(taken) == CHOOSE n \in 1 .. Cardinality(taken) + 1 :
    n \notin taken /\ \A m \in 1 .. n - 1 : m \in taken

NewTable == Lowest(Tables)
WithTable(n) == [x \in Tables \cup {n} |-> IF x = n THEN 0 ELSE entry[x]]
Without(freed) == [x \in Tables \ freed |-> entry[x]]

\* Donated blocks that a configuration or a kthread still holds.
TakenBlocks == ({ustor[c] : c \in UvLive} \cup {priv[k].stor : k \in Kthreads}) \ {0}
=============================================================================
