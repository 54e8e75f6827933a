---- MODULE Base ----
VARIABLES zeta, alpha
====
