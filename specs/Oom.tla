-------------------------------- MODULE Oom --------------------------------
(***************************************************************************)
(* Slice "oom": patch 12 (with the drain of 10) and what it plugs into.    *)
(*                                                                         *)
(*   arch/s390/kvm/pv.c  kvm_s390_pv_oom_notify         OM_Call,           *)
(*                                    OM_ReadBefore, OM_Sleep, OM_ReadAfter*)
(*   mm/oom_kill.c       out_of_memory                  OM_Lock, OM_Decide *)
(*                                                                         *)
(* Assumptions [B]: notifiers run under oom_lock and the chain's rwsem, by *)
(* priority, only for a global OOM; if they report anything nobody is      *)
(* killed in this round.  A sleep ends at any time: 20 ms are long or      *)
(* short, as the machine is loaded.                                        *)
(*                                                                         *)
(* The description of patch 12 says 10 ms and "at least 1024"; the code    *)
(* says 20 ms and more than 1024.  The model has the code's comparison.    *)
(***************************************************************************)
EXTENDS OomCleaner

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
