-------------------------------- MODULE Oom --------------------------------
(***************************************************************************)
(* Slice "oom": patch 12 (with the drain of 10) and what it plugs into.    *)
(*                                                                         *)
(*   arch/s390/kvm/pv.c  kvm_s390_pv_destroy_vm_thread  K0_Register,       *)
(*                                    K1_First, K1_ListDel, K1_Count,      *)
(*                                    K1_FreeArray, K2_Unregister          *)
(*                       kvm_s390_pv_oom_notify         OM_Call,           *)
(*                                    OM_ReadBefore, OM_Sleep, OM_ReadAfter*)
(*   arch/s390/mm/gmap.c s390_uv_destroy_pfns           P_Put              *)
(*   arch/s390/kernel/uv.c  uv_destroy_owned_page       P_DestroyUvc       *)
(*                       uv_convert_owned_from_secure (repair)  P_Export   *)
(*   mm/oom_kill.c       out_of_memory                  OM_Lock, OM_Decide *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell:                         *)
(*  - PG_arch_1 is cleared with the UVC: nobody imports after the exit;    *)
(*  - K4 to K8 are one step: the notifier is gone by then.                 *)
(*                                                                         *)
(* Assumptions [B]: notifiers run under oom_lock and the chain's rwsem, by *)
(* priority, only for a global OOM; if they report anything nobody is      *)
(* killed in this round.  A sleep ends at any time: 20 ms are long or      *)
(* short, as the machine is loaded.                                        *)
(*                                                                         *)
(* The description of patch 12 says 10 ms and "at least 1024"; the code    *)
(* says 20 ms and more than 1024.  The model has the code's comparison.    *)
(***************************************************************************)
EXTENDS OomHost

Init ==
    /\ UvInit
    /\ proc = "alive" /\ fd = [v \in VmIds |-> "open"] /\ handle = [v \in VmIds |-> 0]
    /\ dlist = <<>> /\ dlock = "none" /\ arrays = {} /\ pfns = [b \in Pages |-> <<>>]
    /\ ref = [p \in Pages |-> 1] /\ charged = [p \in Pages |-> TRUE] /\ held = {}
    /\ pc = [t \in Threads |-> CASE t = "I" -> "Idle" [] t \in Kthreads -> "None" [] OTHER -> "Run"]
    /\ drain = [k \in Kthreads |-> NoDrain] /\ priv = [k \in Kthreads |-> 0]
    /\ nfreed = [k \in Kthreads |-> 0] /\ chain = Foreign
    /\ oom = NoOom /\ audit = NoAudit /\ kills = 0 /\ ooms = Ooms
    /\ splat = {}

-----------------------------------------------------------------------------
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

-----------------------------------------------------------------------------
(* The kthread: K0, the drain K1, K2, and the rest in one step.  As posted  *)
(* the loop has no lock and the count is made once per array page.          *)

K0_Register(k) ==
    /\ At(k, "K0_Register") /\ ~RoundRuns
    /\ chain' = Append(chain, k)
    /\ Goto(k, "K1_First")
    /\ UNCHANGED <<drain, priv, nfreed, splat>>
    /\ UnchangedUv /\ UnchangedList /\ UnchangedPages /\ UnchangedVms /\ UnchangedO

K1_First(k) ==
    /\ At(k, "K1_First") /\ dlock = "none"
    /\ IF dlist = <<>>
         THEN Goto(k, "K2_Unregister") /\ UNCHANGED <<drain, dlock>>
         ELSE /\ drain' = [drain EXCEPT ![k] = [cur |-> Head(dlist), left |-> <<>>,
                                               nxt |-> IF Len(dlist) > 1 THEN dlist[2] ELSE 0]]
              /\ dlock' = IF FIX_LIST_LOCK THEN k ELSE "none"
              /\ Goto(k, "K1_ListDel")
    /\ UNCHANGED <<dlist, arrays, pfns, priv, nfreed, chain, splat>>
    /\ UnchangedUv /\ UnchangedPages /\ UnchangedVms /\ UnchangedO

AfterPages == IF FIX_COUNT_PER_PAGE THEN "K1_FreeArray" ELSE "K1_Count"

K1_ListDel(k) ==
    LET b == drain[k].cur
    IN  /\ At(k, "K1_ListDel")
        /\ IF b \notin Elements(dlist)
             THEN Splat("list_corruption")
             ELSE /\ dlist' = SelectSeq(dlist, LAMBDA x : x # b)
                  /\ drain' = [drain EXCEPT ![k].left = pfns[b]]
                  /\ Goto(k, IF pfns[b] = <<>> THEN AfterPages ELSE "P_DestroyUvc")
                  /\ UNCHANGED <<dlock, arrays, pfns, priv, nfreed, chain, splat>>
                  /\ UnchangedUv /\ UnchangedPages /\ UnchangedVms /\ UnchangedO

P_DestroyUvc(k, a) ==
    LET p == Head(drain[k].left)
    IN  /\ At(k, "P_DestroyUvc") /\ Answers(a)
        /\ IF a = "busy"
             THEN UnchangedUv /\ UNCHANGED <<ref, pc>>
             ELSE /\ ref' = [ref EXCEPT ![p] = @ + 1]
                  /\ IF UvPageDestroyable(p)
                       THEN UvReleased(p) /\ Goto(k, "P_Put")
                       ELSE UnchangedUv /\ Goto(k, IF FIX_DRAIN_EXPORT THEN "P_Export" ELSE "P_Put")
        /\ UNCHANGED <<charged, held, splat>>
        /\ UnchangedList /\ UnchangedVms /\ UnchangedK /\ UnchangedO

P_Export(k) ==
    /\ At(k, "P_Export")
    /\ UvReleased(Head(drain[k].left))
    /\ Goto(k, "P_Put")
    /\ UNCHANGED splat
    /\ UnchangedList /\ UnchangedPages /\ UnchangedVms /\ UnchangedK /\ UnchangedO

\* The owned and the set-aside reference.  Repair: a page that is freed is counted with it.
P_Put(k) ==
    LET p == Head(drain[k].left)
        rest == Tail(drain[k].left)
        freed == IF ref[p] = 2 THEN 1 ELSE 0
    IN  /\ At(k, "P_Put")
        /\ IF freed = 1 /\ owner[p] # 0
             THEN Splat("secure_page_freed")
             ELSE /\ ref' = [ref EXCEPT ![p] = @ - 2]
                  /\ charged' = [charged EXCEPT ![p] = freed = 0]
                  /\ Returns(k, freed)
                  /\ nfreed' = IF FIX_COUNT_PER_PAGE THEN [nfreed EXCEPT ![k] = @ + freed] ELSE nfreed
                  /\ drain' = [drain EXCEPT ![k].left = rest]
                  /\ Goto(k, IF rest = <<>> THEN AfterPages ELSE "P_DestroyUvc")
                  /\ UNCHANGED <<held, priv, chain, oom, kills, ooms, splat>>
                  /\ UnchangedUv /\ UnchangedList /\ UnchangedVms

\* WRITE_ONCE(n_pages_freed): every pfn of the array page, freed or not, and the page that is yet to go.
K1_Count(k) ==
    /\ At(k, "K1_Count")
    /\ nfreed' = [nfreed EXCEPT ![k] = @ + Len(pfns[drain[k].cur]) + 1]
    /\ Goto(k, "K1_FreeArray")
    /\ UNCHANGED <<drain, priv, chain, splat>>
    /\ UnchangedUv /\ UnchangedList /\ UnchangedPages /\ UnchangedVms /\ UnchangedO

K1_FreeArray(k) ==
    LET b == drain[k].cur
        n == drain[k].nxt
        behind == {i \in 1 .. Len(dlist) - 1 : dlist[i] = n}
    IN  /\ At(k, "K1_FreeArray")
        /\ IF n # 0 /\ n \notin arrays
             THEN Splat("array_use_after_free")
             ELSE /\ arrays' = arrays \ {b} /\ pfns' = [pfns EXCEPT ![b] = <<>>]
                  /\ Returns(k, 1)
                  /\ nfreed' = IF FIX_COUNT_PER_PAGE THEN [nfreed EXCEPT ![k] = @ + 1] ELSE nfreed
                  /\ IF n = 0
                       THEN /\ drain' = [drain EXCEPT ![k] = NoDrain] /\ dlock' = "none"
                            /\ Goto(k, "K2_Unregister")
                       ELSE /\ drain' = [drain EXCEPT ![k] =
                                 [cur |-> n, left |-> <<>>,
                                  nxt |-> IF behind = {} THEN 0
                                          ELSE dlist[(CHOOSE i \in behind : TRUE) + 1]]]
                            /\ Goto(k, "K1_ListDel") /\ UNCHANGED dlock
                  /\ UNCHANGED <<dlist, priv, chain, oom, kills, ooms, splat>>
                  /\ UnchangedUv /\ UnchangedPages /\ UnchangedVms

K2_Unregister(k) ==
    /\ At(k, "K2_Unregister") /\ ~RoundRuns
    /\ chain' = SelectSeq(chain, LAMBDA x : x # k)
    /\ Goto(k, "K4_DestroyConf")
    /\ UNCHANGED <<drain, priv, nfreed, splat>>
    /\ UnchangedUv /\ UnchangedList /\ UnchangedPages /\ UnchangedVms /\ UnchangedO

K4_DestroyConf(k) ==
    /\ At(k, "K4_DestroyConf")
    /\ UvDestroyed(priv[k])
    /\ priv' = [priv EXCEPT ![k] = 0] /\ nfreed' = [nfreed EXCEPT ![k] = 0]
    /\ Goto(k, "None")
    /\ UNCHANGED <<drain, chain, splat>>
    /\ UnchangedList /\ UnchangedPages /\ UnchangedVms /\ UnchangedO

-----------------------------------------------------------------------------
(* out_of_memory *)

RunsOut(memcg) ==
    /\ proc = "exited"
    /\ Ooms # 0 => ooms > 0
    /\ ooms' = IF Ooms = 0 THEN 0 ELSE ooms - 1
    /\ oom' = [NoOom EXCEPT !.memcg = memcg]
    /\ Goto("O", "OM_Lock")
    /\ UNCHANGED <<audit, kills, splat>>
    /\ UnchangedUv /\ UnchangedList /\ UnchangedPages /\ UnchangedVms /\ UnchangedK

GlobalOom  == At("O", "Run") /\ RunsOut(FALSE)
MemcgLimit == At("O", "Run") /\ MemcgOom /\ RunsOut(TRUE)

UnchangedButO ==
    UnchangedUv /\ UnchangedList /\ UnchangedPages /\ UnchangedVms /\ UnchangedK /\ UNCHANGED splat

AfterCall(rest) == Goto("O", IF rest = <<>> THEN "OM_Decide" ELSE "OM_Call")

\* Only a global OOM asks the notifiers.
OM_Lock(t) ==
    LET rest == IF oom.memcg THEN <<>> ELSE chain
    IN  /\ At(t, "OM_Lock")
        /\ oom' = [oom EXCEPT !.rest = rest]
        /\ AfterCall(rest)
        /\ UNCHANGED <<audit, kills, ooms>> /\ UnchangedButO

OM_Call(t) ==
    LET n == Head(oom.rest)
        rest == Tail(oom.rest)
    IN  /\ At(t, "OM_Call")
        /\ CASE n = "foreign" ->
                   oom' = [oom EXCEPT !.freed = @ + ForeignFreed, !.rest = rest] /\ AfterCall(rest)
             [] n # "foreign" /\ oom.freed > CutOff ->
                   oom' = [oom EXCEPT !.rest = rest] /\ AfterCall(rest)
             [] OTHER -> UNCHANGED oom /\ Goto("O", "OM_ReadBefore")
        /\ UNCHANGED <<audit, kills, ooms>> /\ UnchangedButO

OM_ReadBefore(t) ==
    /\ At(t, "OM_ReadBefore")
    /\ oom' = [oom EXCEPT !.before = nfreed[Head(oom.rest)]]
    /\ audit' = [audit EXCEPT !.call = 0]
    /\ Goto("O", "OM_Sleep")
    /\ UNCHANGED <<kills, ooms>> /\ UnchangedButO

OM_Sleep(t) ==
    /\ At(t, "OM_Sleep")
    /\ Goto("O", "OM_ReadAfter")
    /\ UnchangedO /\ UnchangedButO

OM_ReadAfter(t) ==
    LET rest == Tail(oom.rest)
    IN  /\ At(t, "OM_ReadAfter")
        /\ oom' = [oom EXCEPT !.freed = @ + nfreed[Head(oom.rest)] - oom.before,
                              !.rest = rest, !.before = 0]
        /\ audit' = [audit EXCEPT !.call = 0]
        /\ AfterCall(rest)
        /\ UNCHANGED <<kills, ooms>> /\ UnchangedButO

\* Nothing was reported: the OOM killer picks a victim.
OM_Decide(t) ==
    /\ At(t, "OM_Decide")
    /\ kills' = IF oom.freed = 0 THEN (IF Ooms = 0 THEN 1 ELSE kills + 1) ELSE kills
    /\ oom' = NoOom /\ audit' = NoAudit
    /\ Goto("O", "Run")
    /\ UNCHANGED ooms /\ UnchangedButO

-----------------------------------------------------------------------------
Next ==
    \* userspace
    \/ \E v \in VmIds : Enable(v)
    \/ \E p \in Pages : Unpack(p)
    \/ \E p \in Pages : HoldShared(p)
    \/ Exit
    \/ \E v \in VmIds : Close(v)
    \/ \E p \in Pages : DropShared(p)
    \* kthreads
    \/ \E k \in Kthreads : K0_Register(k)
    \/ \E k \in Kthreads : K1_First(k)
    \/ \E k \in Kthreads : K1_ListDel(k)
    \/ \E k \in Kthreads, a \in {"ok", "busy"} : P_DestroyUvc(k, a)
    \/ \E k \in Kthreads : P_Export(k)
    \/ \E k \in Kthreads : P_Put(k)
    \/ \E k \in Kthreads : K1_Count(k)
    \/ \E k \in Kthreads : K1_FreeArray(k)
    \/ \E k \in Kthreads : K2_Unregister(k)
    \/ \E k \in Kthreads : K4_DestroyConf(k)
    \* the allocator
    \/ GlobalOom
    \/ MemcgLimit
    \/ \E t \in {"O"} : OM_Lock(t)
    \/ \E t \in {"O"} : OM_Call(t)
    \/ \E t \in {"O"} : OM_ReadBefore(t)
    \/ \E t \in {"O"} : OM_Sleep(t)
    \/ \E t \in {"O"} : OM_ReadAfter(t)
    \/ \E t \in {"O"} : OM_Decide(t)

Spec == Init /\ [][Next]_vars
=============================================================================
