------------------------------ MODULE Turnstile ------------------------------
(* A turnstile: two coins open it, a look changes nothing, and it may break. *)
EXTENDS Naturals

VARIABLE at

Init == at = 0

Coin(c) == at < 2 /\ at' = at + 1
Pass == at = 2 /\ at' = 0
Look == at \in {0, 2} /\ at' = at
Kick == at = 1 /\ at' = 9

Next ==
    \/ \E c \in {"cent", "dime"} : Coin(c)
    \/ Pass
    \/ Look
    \/ Kick

Two == at \in {0, 1}
=============================================================================
