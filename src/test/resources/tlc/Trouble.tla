---- MODULE Trouble ----
(* Every way to go wrong that is not a violated invariant; the configuration picks the one. *)
EXTENDS Naturals, Sequences, TLC
VARIABLES x, y
vars == <<x, y>>
Init == x = 0 /\ y = <<>>
Grow == x < 3 /\ x' = x + 1 /\ y' = Append(y, x)
BadHead == x = 2 /\ x' = Head(y)[7] /\ UNCHANGED y
Forgets == x = 2 /\ x' = 3
Asserts == x = 2 /\ Assert(FALSE, "two is not allowed") /\ UNCHANGED vars
NextDeadlock == Grow
NextEval == Grow \/ BadHead
NextPartial == Grow \/ Forgets
NextAssert == Grow \/ Asserts
Short == Len(y) < 2 \/ y[9] = 1
====
