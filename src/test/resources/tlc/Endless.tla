---- MODULE Endless ----
(* Has no end: for the tests that stop TLC. *)
EXTENDS Naturals
VARIABLE x
Init == x = 0
Up == x' = x + 1
Next == Up
====
