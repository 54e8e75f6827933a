------------------------------- MODULE MCOom -------------------------------
(***************************************************************************)
(* Root module of every model of the slice "oom": the properties, and the  *)
(* witnesses.  A witness claims that an interesting situation never        *)
(* arises; TLC must find that it does.                                     *)
(***************************************************************************)
EXTENDS OomProperties

\* Two zombies are on the chain at once.
NeverTwoNotifiers == Cardinality(Elements(chain) \cap Kthreads) < 2

\* A round kills nobody because a zombie reported pages.
NeverSaves == ~(pc["O"] = "OM_Decide" /\ oom.freed > 0 /\ ForeignFreed = 0)

\* A callback returns at once because enough was reported.
NeverCutsOff == ~(pc["O"] = "OM_Call" /\ oom.freed > CutOff)

\* A kthread waits for a callback before it may end.
NeverWaits == ~\E k \in Kthreads : pc[k] = "K2_Unregister" /\ RoundRuns

\* The OOM killer picks a victim.
NeverKills == kills = 0

\* A page is drained and not freed, because somebody else has it.
NeverSharedLeft == ~\E p \in held : ref[p] = 1
=============================================================================
