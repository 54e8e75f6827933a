------------------------------ MODULE OomHost ------------------------------
(***************************************************************************)
(* Slice "oom", the vocabulary: constants, variables with their C fields.  *)
(*                                                                         *)
(* One process that has two protected VMs has filled its memory, exits and *)
(* closes them; their pages are on deferred_list.  Two deferred kthreads   *)
(* drain the list while an allocator O runs out of memory.                 *)
(*                                                                         *)
(* Patch 12 with 10.  Enable, Unpack, Exit and Close are one step each:    *)
(* the lifecycle specification takes them apart.  Userspace issues them in *)
(* one order, because nothing here depends on it before the exit.          *)
(***************************************************************************)
EXTENDS Ultravisor, Integers, Sequences

CONSTANTS
    ListCapacity,       \* pfns in an array page
    CutOff,             \* a notifier does nothing once more pages than this were reported; 1024
    ForeignFreed,       \* what a notifier of somebody else (the balloon) reports; 0: there is none
    SharedPages,        \* pages of which Q, another process, has a reference at the exit
    Ooms,               \* how often an allocator runs out of memory; 0 = without end
    MemcgOom,           \* it may also be a memory control group that is at its limit
    MayBeBusy,          \* the Ultravisor may answer cc 2
    FIX_LIST_LOCK,      \* a mutex around the drain of deferred_list
    FIX_DRAIN_EXPORT,   \* the drain exports what it may not destroy
    FIX_COUNT_PER_PAGE  \* a page is counted when, and only if, it is freed, in one section

ASSUME CapacityIsPositive == ListCapacity \in Nat \ {0}
ASSUME NumbersOfPages     == {CutOff, ForeignFreed, Ooms} \subseteq Nat
ASSUME SharedArePages     == SharedPages \subseteq Pages
ASSUME SwitchesAreBool    ==
    {MemcgOom, MayBeBusy, FIX_LIST_LOCK, FIX_DRAIN_EXPORT, FIX_COUNT_PER_PAGE} \subseteq BOOLEAN
ASSUME TwoConfigs         == MaxConfigs = 2 /\ FeatMisc = FALSE

VmIds == 1 .. 2
VmOf(p) == ((p - 1) % 2) + 1        \* whose memslots have the page
Kthreads == {"K1", "K2"}
Threads == Kthreads \cup {"I", "O", "Q"}

VARIABLES
    proc,       \* the process: alive, exited
    fd,         \* VM: open, gone
    handle,     \* VM: kvm->arch.pv.handle
    \* mm->context.deferred_list
    dlist,      \* array pages, the first one first
    dlock,      \* who holds the mutex of FIX_LIST_LOCK
    arrays,     \* allocated array pages
    pfns,       \* what each holds
    \* pages
    ref,        \* _refcount; 0 = the page is back at the allocator
    held,       \* pages of which Q has a reference
    charged,    \* the memory control group is charged for the page
    \* kthreads
    pc,         \* the step the thread takes next
    drain,      \* the loop over deferred_list: entry, the one after it, pfns left of the entry
    priv,       \* priv->handle
    nfreed,     \* priv->n_pages_freed
    chain,      \* oom_notify_list in the order of the calls
    \* the allocator
    oom,        \* memcg; pages reported so far; notifiers still to call; n_pages_freed as read
    audit,      \* pages that kthreads really returned during their callbacks: this one, this round
    kills,      \* how often the OOM killer picked a victim
    ooms,       \* how often an allocator will still run out of memory
    splat       \* what the kernel's own checks reported

ListVars == <<dlist, dlock, arrays, pfns>>
PageVars == <<ref, held, charged>>
VmVars   == <<proc, fd, handle>>
KVars    == <<drain, priv, nfreed, chain>>
OVars    == <<oom, audit, kills, ooms>>
vars == <<UvVars, ListVars, PageVars, VmVars, KVars, OVars, pc, splat>>

UnchangedList  == UNCHANGED ListVars
UnchangedPages == UNCHANGED PageVars
UnchangedVms   == UNCHANGED VmVars
UnchangedK     == UNCHANGED KVars
UnchangedO     == UNCHANGED OVars

NoDrain == [cur |-> 0, nxt |-> 0, left |-> <<>>]
NoOom   == [memcg |-> FALSE, freed |-> 0, rest |-> <<>>, before |-> 0]
NoAudit == [call |-> 0, round |-> 0]
Foreign == IF ForeignFreed > 0 THEN <<"foreign">> ELSE <<>>     \* priority 80 goes before 70

Elements(s) == {s[i] : i \in 1 .. Len(s)}
SetAside == UNION {Elements(pfns[b]) : b \in Pages}

TypeOK ==
    /\ UvTypeOK
    /\ proc \in {"alive", "exited"} /\ fd \in [VmIds -> {"open", "gone"}]
    /\ handle \in [VmIds -> 0 .. MaxConfigs]
    /\ Elements(dlist) \subseteq Pages /\ dlock \in {"none"} \cup Kthreads
    /\ arrays \subseteq Pages /\ \A b \in Pages : Len(pfns[b]) <= ListCapacity
    /\ ref \in [Pages -> Nat] /\ charged \in [Pages -> BOOLEAN] /\ held \subseteq SharedPages
    /\ DOMAIN pc = Threads
    /\ priv \in [Kthreads -> 0 .. MaxConfigs] /\ nfreed \in [Kthreads -> Nat]
    /\ Elements(chain) \subseteq Kthreads \cup {"foreign"}
    /\ oom.memcg \in BOOLEAN /\ oom.freed \in Nat /\ oom.before \in Nat
    /\ audit \in [call : Nat, round : Nat] /\ kills \in Nat /\ ooms \in 0 .. Ooms
    /\ splat \subseteq {"secure_page_freed", "list_corruption", "array_use_after_free"}

At(t, step) == pc[t] = step /\ splat = {}
Goto(t, step) == pc' = [pc EXCEPT ![t] = step]

Splat(what) ==
    /\ splat' = splat \cup {what}
    /\ UnchangedUv /\ UnchangedList /\ UnchangedPages /\ UnchangedVms /\ UnchangedK /\ UnchangedO
    /\ UNCHANGED pc

Answers(a) == a = "ok" \/ (a = "busy" /\ MayBeBusy)

\* A look at the chain waits for a round that runs: the chain's rwsem.
RoundRuns == pc["O"] \in {"OM_Call", "OM_ReadBefore", "OM_Sleep", "OM_ReadAfter"}

\* The notifier that is being called, once it has read the counter for the first time.
Called == IF pc["O"] \in {"OM_Sleep", "OM_ReadAfter"} THEN {Head(oom.rest)} ELSE {}

\* Thread t returns n pages to the allocator.
Returns(t, n) ==
    audit' = IF t \in Called THEN [call |-> audit.call + n, round |-> audit.round + n] ELSE audit
=============================================================================
