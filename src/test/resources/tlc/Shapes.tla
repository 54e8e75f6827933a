---- MODULE Shapes ----
(* Values that TLC keeps lazy or holds in several classes, actions that are split well, badly or not at all, constraints.
   The configuration picks the next-state relation. *)
EXTENDS Base, Integers, Sequences
CONSTANT Blank
VARIABLES beta
vars == <<zeta, alpha, beta>>
Init == /\ (zeta = 1..2 \/ zeta = {2, 1} \/ zeta = SUBSET {1})
        /\ alpha = Blank
        /\ beta = 0
Tuple == beta = 0 /\ beta' = 1 /\ alpha' = <<"a", "b">> /\ UNCHANGED zeta
Fcn == beta = 0 /\ beta' = 1 /\ alpha' = [i \in 1..2 |-> IF i = 1 THEN "a" ELSE "b"] /\ UNCHANGED zeta
Rec == beta = 0 /\ beta' = 1 /\ alpha' = [k \in {"x", "y"} |-> -1] /\ UNCHANGED zeta
Rec2 == beta = 0 /\ beta' = 1 /\ alpha' = [y |-> 0 - 1, x |-> 0 - 1] /\ UNCHANGED zeta
Odd == beta = 0 /\ beta' = 1 /\ alpha' = [i \in 0..1 |-> {}] /\ UNCHANGED zeta
NextValues == Tuple \/ Fcn \/ Rec \/ Rec2 \/ Odd
Twice == Tuple \/ Tuple
NextTwice == Twice
Chooses == beta = 0 /\ beta' \in {1, 2} /\ UNCHANGED <<alpha, zeta>>
NextPair == Chooses
Picks == \E i \in zeta : beta = 0 /\ beta' = 1 /\ alpha' = i /\ UNCHANGED zeta
NextState == Picks
Takes(i) == beta = 0 /\ beta' = i /\ UNCHANGED <<alpha, zeta>>
NextArgument == Takes(beta + 1)
NextBare == Tuple \/ (beta = 0 /\ beta' = 5 /\ UNCHANGED <<alpha, zeta>>)
Inner(n, q) == beta = n /\ beta' = n + 1 /\ alpha' = q /\ UNCHANGED zeta
Group(k) == \E q \in {"l", "r"} : Inner(k, q)
NextNested == \E k \in 0..1 : \E unused \in {TRUE} : Group(k)
Up == beta' = beta + 1 /\ UNCHANGED <<alpha, zeta>>
Reset == beta > 0 /\ beta' = 0 /\ UNCHANGED <<alpha, zeta>>
NextUp == Up \/ Reset
Few == beta < 4
NoReset == ~(beta = 2 /\ beta' = 0)
NotThree == beta # 3
SpecBare == Init /\ [][NextBare]_vars
SpecOpen == Init /\ [][Tuple \/ (beta = 1 /\ UNCHANGED vars)]_vars
====
