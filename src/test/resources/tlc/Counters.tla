---- MODULE Counters ----
(* Two processes that count modulo N. Step and Jump are parallel edges where they lead to the same state; Look is a self loop. *)
EXTENDS Naturals, FiniteSets, Sequences
CONSTANTS N, None
VARIABLES pc, count, seen, last
vars == <<pc, count, seen, last>>
Procs == {"a", "b"}
Init == /\ pc = [p \in Procs |-> "idle"]
        /\ count \in [1..2 -> {0}]
        /\ seen = {}
        /\ last = None
Step(p) == /\ pc[p] = "idle"
           /\ pc' = [pc EXCEPT ![p] = "busy"]
           /\ count' = [count EXCEPT ![1] = (@ + 1) % N]
           /\ last' = p
           /\ UNCHANGED seen
Jump(p, d) == /\ pc[p] = "idle"
              /\ pc' = [pc EXCEPT ![p] = "busy"]
              /\ count' = [count EXCEPT ![1] = (@ + d) % N]
              /\ last' = p
              /\ UNCHANGED seen
Back(p) == /\ pc[p] = "busy"
           /\ pc' = [pc EXCEPT ![p] = "idle"]
           /\ \E how \in {"kept"} : seen' = seen \cup {[who |-> p, how |-> how]}
           /\ UNCHANGED <<count, last>>
Look == Cardinality(seen) = 2 /\ UNCHANGED vars
Proc(p) == Step(p) \/ Back(p) \/ \E d \in 1..2 : Jump(p, d)
Next == Look \/ \E p \in Procs : Proc(p)
Spec == Init /\ [][Next]_vars /\ \A p \in Procs : WF_vars(Proc(p))
TypeOK == count \in [1..2 -> 0..N-1] /\ seen \subseteq [who : Procs, how : {"kept"}]
Below == count[1] < N - 1
Grows == [][count'[1] >= count[1]]_vars
Both == <>(Cardinality(seen) = 2)
====
