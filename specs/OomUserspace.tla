---------------------------- MODULE OomUserspace ----------------------------
(***************************************************************************)
(* Slice "oom": userspace, and another process that holds pages.           *)
(*                                                                         *)
(*   arch/s390/kvm/kvm-s390.c  kvm_s390_handle_pv, kvm_arch_destroy_vm     *)
(*                                               Enable, Unpack, Close     *)
(*   mm/mmap.c                 exit_mmap         Exit                      *)
(*   mm/swap.c (generic)       put_page          DropShared                *)
(*                                                                         *)
(* Each is one step: the lifecycle takes them apart, and no zombie exists  *)
(* before the first Close.                                                 *)
(***************************************************************************)
EXTENDS OomHost

(* Userspace *)

Enable(v) ==
    /\ At("I", "Idle") /\ proc = "alive" /\ handle[v] = 0
    /\ \A w \in 1 .. v - 1 : handle[w] # 0
    /\ handle' = [handle EXCEPT ![v] = UvNextHandle]
    /\ ust'   = [ust   EXCEPT ![UvNextHandle] = "alive"]
    /\ ucpus' = [ucpus EXCEPT ![UvNextHandle] = 1]
    /\ uasce' = [uasce EXCEPT ![UvNextHandle] = v]
    /\ ustor' = [ustor EXCEPT ![UvNextHandle] = v]
    /\ UNCHANGED <<owner, secret, shared, proc, fd, pc, splat>>
    /\ UnchangedList /\ UnchangedPages /\ UnchangedK /\ UnchangedO

Unpack(p) ==
    /\ At("I", "Idle") /\ proc = "alive" /\ \A v \in VmIds : handle[v] # 0
    /\ owner[p] = 0 /\ \A q \in 1 .. p - 1 : owner[q] # 0
    /\ UvImported(p, handle[VmOf(p)])
    /\ UNCHANGED <<pc, splat>>
    /\ UnchangedList /\ UnchangedPages /\ UnchangedVms /\ UnchangedK /\ UnchangedO

\* A reference that outlives the mapping: page cache, or a pin.
HoldShared(p) ==
    /\ pc["Q"] = "Run" /\ splat = {} /\ proc = "alive"
    /\ p \in SharedPages \ held /\ \A q \in Pages : owner[q] # 0
    /\ ref' = [ref EXCEPT ![p] = 2] /\ held' = held \cup {p}
    /\ UNCHANGED <<charged, pc, splat>>
    /\ UnchangedUv /\ UnchangedList /\ UnchangedVms /\ UnchangedK /\ UnchangedO

\* exit_mmap: a page without room in the first array page is exported and pays for a new one.
RECURSIVE Filled(_, _)
Filled(p, lists) ==
    IF p > NPages THEN lists
    ELSE LET full == IF lists = <<>> THEN TRUE ELSE Len(Head(lists)) >= ListCapacity
         IN  Filled(p + 1, IF full THEN <<<<>>>> \o lists
                                   ELSE <<Append(Head(lists), p)>> \o Tail(lists))

Exit ==
    LET lists == Filled(1, <<>>)
        n == Len(lists)
        listed == UNION {Elements(lists[i]) : i \in 1 .. n}
        paid == Pages \ listed
    IN  /\ At("I", "Idle") /\ proc = "alive"
        /\ held = SharedPages /\ \A p \in Pages : owner[p] # 0
        /\ proc' = "exited"
        /\ dlist' = [i \in 1 .. n |-> n + 1 - i]
        /\ arrays' = 1 .. n
        /\ pfns' = [b \in Pages |-> IF b <= n THEN lists[n + 1 - b] ELSE <<>>]
        /\ owner'  = [p \in Pages |-> IF p \in paid THEN 0 ELSE owner[p]]
        /\ secret' = [p \in Pages |-> IF p \in paid THEN 0 ELSE secret[p]]
        /\ ref' = [p \in Pages |-> IF p \in paid THEN ref[p] - 1 ELSE ref[p]] /\ UNCHANGED held
        /\ charged' = [p \in Pages |-> ref'[p] > 0]
        /\ UNCHANGED <<ust, ucpus, uasce, ustor, shared, dlock, fd, handle, pc, splat>>
        /\ UnchangedK /\ UnchangedO

\* kvm_arch_destroy_vm: CPUs go; with an empty list the configuration is destroyed at once (D3b).
Close(v) ==
    LET h == handle[v]
        k == IF pc["K1"] = "None" THEN "K1" ELSE "K2"
        after == IF \A w \in VmIds \ {v} : fd[w] = "gone" THEN "Done" ELSE "Idle"
    IN  /\ At("I", "Idle") /\ proc = "exited" /\ fd[v] = "open"
        /\ fd' = [fd EXCEPT ![v] = "gone"] /\ handle' = [handle EXCEPT ![v] = 0]
        /\ ucpus' = [ucpus EXCEPT ![h] = 0]
        /\ IF dlist = <<>> /\ dlock = "none"
             THEN /\ ust'    = [ust   EXCEPT ![h] = "absent"]
                  /\ uasce'  = [uasce EXCEPT ![h] = 0] /\ ustor' = [ustor EXCEPT ![h] = 0]
                  /\ owner'  = [p \in Pages |-> IF owner[p] = h THEN 0 ELSE owner[p]]
                  /\ secret' = [p \in Pages |-> IF owner[p] = h THEN 0 ELSE secret[p]]
                  /\ pc' = [pc EXCEPT !["I"] = after] /\ UNCHANGED priv
             ELSE /\ UNCHANGED <<ust, uasce, ustor, owner, secret>>
                  /\ pc' = [pc EXCEPT !["I"] = after, ![k] = "K0_Register"]
                  /\ priv' = [priv EXCEPT ![k] = h]
        /\ UNCHANGED <<shared, proc, drain, nfreed, chain, splat>>
        /\ UnchangedList /\ UnchangedPages /\ UnchangedO

\* The page goes with its last reference, and only then is the control group uncharged.
DropShared(p) ==
    /\ pc["Q"] = "Run" /\ splat = {} /\ proc = "exited" /\ p \in held
    /\ IF ref[p] = 1 /\ owner[p] # 0
         THEN Splat("secure_page_freed")
         ELSE /\ ref' = [ref EXCEPT ![p] = @ - 1]
              /\ charged' = [charged EXCEPT ![p] = ref[p] > 1]
              /\ held' = held \ {p}
              /\ UNCHANGED <<pc, splat>>
              /\ UnchangedUv /\ UnchangedList /\ UnchangedVms /\ UnchangedK /\ UnchangedO
=============================================================================
