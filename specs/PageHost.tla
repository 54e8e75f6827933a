------------------------------ MODULE PageHost ------------------------------
(***************************************************************************)
(* The vocabulary of slice "pages": what can happen to a page while its VM *)
(* is rebooted.  Constants, variables with their C fields, and small       *)
(* operators; no action.                                                   *)
(*                                                                         *)
(* One VM in one process; page p is mapped at virtual page p.  Threads:    *)
(*   I       ioctls of userspace: enable, disable, unpack                  *)
(*   V1, V2  guest CPUs; they hold vcpu->mutex from the exception to the   *)
(*           end of its handler, so that enable and disable wait for them  *)
(*   H       another thread of the process                                 *)
(*   K1      the kthread of the zombie; there is one at most               *)
(*   R       reclaim, migration: whoever unmaps a page of this process     *)
(*   Q, Q2   two threads of another process that maps the same pages of a  *)
(*           file (guest memory given to a device process); its mm has no  *)
(*           secure configuration                                          *)
(*                                                                         *)
(* Locks are variables here, because handlers and imports stop inside of   *)
(* them: ptl is the PTE lock of the one page table, plock the page lock.   *)
(* mmap_lock is taken for reading only, by all, and is absent.             *)
(*                                                                         *)
(* Abstractions.  The frame of virtual page p is always frame p: a page    *)
(* that was reclaimed comes back only when its frame is free or still in   *)
(* the page cache.  While a page is frozen ref keeps the number that was   *)
(* frozen.  Nobody exits, nothing fails: the lifecycle slice has that.     *)
(* Assumption [B]: a frame that is freed loses PG_arch_1                   *)
(* (free_pages_prepare).                                                   *)
(***************************************************************************)
EXTENDS Ultravisor, Sequences

CONSTANTS
    BatchSize,          \* DESTROY_LOOP_THRESHOLD; 32 in the kernel
    Cpus,               \* guest CPUs
    HostThread,         \* there is H
    Reclaimer,          \* there is R
    OtherProcess,       \* there are Q and Q2, and the pages are in the page cache
    Sharing,            \* the guest shares pages and takes them back
    MaxReboots,         \* how often userspace enables the VM; 0 = without end
    MayBeBusy,          \* the Ultravisor may answer cc 2
    FIX_LOCK_MAPPED,        \* the page is locked under the PTE lock that shows it
    FIX_FREEZE_BIAS,        \* freezing subtracts a bias and unfreezing adds it again
    FIX_RECOUNT,            \* the expected references are computed again after the freeze
    FIX_EXPORT_FLAGGED,     \* with the feature bit, a page with PG_arch_1 is exported all the same
    FIX_ENABLE_NEEDS_CPU    \* KVM_PV_ENABLE is refused while the VM has no CPU

ASSUME BatchNotEmpty   == BatchSize \in Nat \ {0}
ASSUME AtMostTwoCpus   == Cpus \in 0 .. 2
ASSUME RebootsCount    == MaxReboots \in Nat
ASSUME SwitchesAreBool == {HostThread, Reclaimer, OtherProcess, Sharing, MayBeBusy, FIX_LOCK_MAPPED,
                           FIX_FREEZE_BIAS, FIX_RECOUNT, FIX_EXPORT_FLAGGED,
                           FIX_ENABLE_NEEDS_CPU} \subseteq BOOLEAN

Only(there, t) == IF there THEN {t} ELSE {}

Vcpus     == {<<"V1", "V2">>[i] : i \in 1 .. Cpus}
Kthreads  == {"K1"}
Importers == {"I"} \cup Vcpus
Reclaimers == Only(Reclaimer, "R")
Handlers  == Vcpus \cup Only(HostThread, "H") \cup Only(OtherProcess, "Q")  \* of 0x3d
Busy      == Importers \cup Handlers \cup Reclaimers    \* have a page in their hands
Threads   == Busy \cup Kthreads \cup Only(OtherProcess, "Q2")

VARIABLES
    \* struct kvm, struct gmap and the context of the mm
    handle,     \* kvm->arch.pv.handle and gmap->guest_handle
    gtable,     \* gmap->table
    prot,       \* context.is_protected
    zombie,     \* priv->handle of the kthread; 0 = none
    \* pages
    mapped,     \* the PTE in the VM's process is present
    qmapped,    \* the PTE in the other process is present
    cached,     \* the page is in the page cache
    ref,        \* struct page _refcount
    flag,       \* PG_arch_1: "might be secure"
    frozen,     \* page_ref_freeze has succeeded
    \* locks
    ptl,        \* who holds the PTE lock of the VM's process
    plock,      \* who holds the page lock
    \* threads
    pc,         \* the step the thread takes next
    walk,       \* struct reset_walk_state and the arguments of s390_uv_destroy_range
    arg,        \* the page in the hands of the thread; 0 none
    imp,        \* locals of gmap_make_secure and make_secure_pte
    \* environment
    reboots,    \* how often userspace will still enable the VM
    splat       \* what the kernel's own checks reported

VmVars    == <<handle, gtable, prot, zombie>>
PageVars  == <<mapped, qmapped, cached, ref, flag, frozen>>
LockVars  == <<ptl, plock>>
LocalVars == <<walk, arg, imp>>
vars == <<UvVars, VmVars, PageVars, LockVars, pc, LocalVars, reboots, splat>>

UnchangedVm    == UNCHANGED VmVars
UnchangedPages == UNCHANGED PageVars
UnchangedLocks == UNCHANGED LockVars
UnchangedEnv   == UNCHANGED <<reboots, splat>>

NoWalk   == [users |-> 0, next |-> 0, end |-> 0, r |-> 0, batch |-> <<>>]
NoImport == [drained |-> FALSE, expected |-> 0, rc |-> "none"]

TypeOK ==
    /\ UvTypeOK
    /\ handle \in 0 .. MaxConfigs /\ zombie \in 0 .. MaxConfigs /\ gtable \in Nat /\ prot \in Nat
    /\ mapped \in [Pages -> BOOLEAN] /\ qmapped \in [Pages -> BOOLEAN]
    /\ cached \in [Pages -> BOOLEAN] /\ flag \in [Pages -> BOOLEAN]
    /\ frozen \in [Pages -> BOOLEAN] /\ ref \in [Pages -> Nat]
    /\ ptl \in Threads \cup {"none"} /\ plock \in [Pages -> Threads \cup {"none"}]
    /\ DOMAIN pc = Threads /\ DOMAIN walk = Kthreads
    /\ \A k \in Kthreads : walk[k].batch \in Seq(Pages)
    /\ arg \in [Busy -> 0 .. NPages]
    /\ imp \in [Importers -> [drained : BOOLEAN, expected : Nat,
                              rc : {"none", "ok", "eagain", "einval"}]]
    /\ reboots \in 0 .. MaxReboots
    /\ splat \subseteq {"frozen_page_get", "frozen_page_put"}

-----------------------------------------------------------------------------
(* Threads.  A report of the kernel's own checks stops the machine.         *)

At(t, step) == t \in Threads /\ pc[t] = step /\ splat = {}
Goto(t, step) == pc' = [pc EXCEPT ![t] = step]

Splat(what) ==
    /\ splat' = splat \cup {what}
    /\ UnchangedUv /\ UnchangedVm /\ UnchangedPages /\ UnchangedLocks
    /\ UNCHANGED <<pc, LocalVars, reboots>>

Home(t) == IF t = "I" THEN "Idle" ELSE "Run"

\* Thread t begins to work on page p at the given step, or is through with it.
Take(t, p, step) == Goto(t, step) /\ arg' = [arg EXCEPT ![t] = p] /\ UNCHANGED <<walk, imp>>
Finish(t) == Goto(t, Home(t)) /\ arg' = [arg EXCEPT ![t] = 0] /\ UNCHANGED <<walk, imp>>

Lowest(taken) == CHOOSE n \in 1 .. Cardinality(taken) + 1 :
    n \notin taken /\ \A m \in 1 .. n - 1 : m \in taken

(* The VM *)

PvMode == handle # 0 /\ ucpus[handle] > 0       \* the guest CPUs run in secure mode
GuestHandle == IF PvMode THEN handle ELSE 0     \* on whose behalf they access memory
VcpusOut == \A v \in Vcpus : pc[v] = "Run"      \* nobody holds a vcpu->mutex in the kernel

(* Locks and references *)

PteUnlocked == ptl = "none"
PageUnlocked(p) == plock[p] = "none"
Lock(t, p)   == ptl' = t      /\ plock' = [plock EXCEPT ![p] = t]
Unlock(t, p) == ptl' = "none" /\ plock' = [plock EXCEPT ![p] = "none"]

One(there) == IF there THEN 1 ELSE 0

\* expected_page_refs: every mapping has one reference, and so has the page cache.
ExpectedRefs(p) == One(mapped[p]) + One(qmapped[p]) + One(cached[p])

\* The count of a frozen page is 0, which get_page and put_page report, and which the unfreeze would overwrite.
\* With the bias it is a number that both of them may change.
Unreachable(p) == frozen[p] /\ ~FIX_FREEZE_BIAS

\* n references are dropped; the last one frees the frame.
Put(p, n) ==
    /\ ref'  = [ref  EXCEPT ![p] = @ - n]
    /\ flag' = [flag EXCEPT ![p] = @ /\ ref[p] # n]
    /\ UNCHANGED <<mapped, qmapped, cached, frozen>>

Get(p, n) ==
    /\ ref' = [ref EXCEPT ![p] = @ + n]
    /\ UNCHANGED <<mapped, qmapped, cached, flag, frozen>>

ClearFlag(p) ==
    /\ flag' = [flag EXCEPT ![p] = FALSE]
    /\ UNCHANGED <<mapped, qmapped, cached, ref, frozen>>

(* A page that is not present is found in the page cache, or gets its frame anew. *)

Free(p) == ref[p] = 0
FrameAvailable(p) == (~Free(p) => cached[p]) /\ PageUnlocked(p)

Fill(p) ==
    /\ ref'    = [ref EXCEPT ![p] = @ + 1 + One(OtherProcess /\ ~cached[p])]
    /\ cached' = [cached EXCEPT ![p] = OtherProcess]
    /\ UNCHANGED <<flag, frozen>>

MapHere(p) == Fill(p) /\ mapped' = [mapped EXCEPT ![p] = TRUE] /\ UNCHANGED qmapped
=============================================================================
