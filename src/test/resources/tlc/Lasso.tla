---- MODULE Lasso ----
EXTENDS Naturals
VARIABLE x
Init == x = 0
Up == x < 3 /\ x' = x + 1
Wrap == x = 3 /\ x' = 1
Next == Up \/ Wrap
Spec == Init /\ [][Next]_x /\ WF_x(Next)
Ends == <>[](x = 3)
Stay == Init /\ [][Next]_x
Reaches == <>(x = 2)
====
