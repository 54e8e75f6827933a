--------------------------- MODULE MCGuestTables ---------------------------
(***************************************************************************)
(* Root module of every model of the slice "tables": the properties, and   *)
(* the witnesses.  A witness claims that an interesting situation never    *)
(* arises; TLC must find that it does.                                     *)
(***************************************************************************)
EXTENDS GuestTablesProperties

\* A CPU is in SIE with the table that replace_asce is about to give up.
NeverSwapUnderCpu == ~(pc["I"] = "E3g_SetTable" /\ \E v \in Vcpus : vasce[v] = gtable)

\* A CPU has allocated a lower-level table and another one was faster.
NeverSomebodyFaster == ~\E v \in Vcpus : pc[v] = "LT_Unlock" /\ vnew[v] # 0

\* Two zombies each wait for their old table to be freed.
NeverTwoOldTables == ~\E k, l \in Kthreads : k # l /\ priv[k].table # 0 /\ priv[l].table # 0

\* A lower-level table that a configuration's table led to serves the next configuration.
NeverSharedLower == ~\E c, d \in UvLive :
    /\ c # d /\ uasce[c] \in Tables /\ uasce[d] \in Tables
    /\ entry[uasce[c]] # 0 /\ entry[uasce[c]] = entry[uasce[d]]

\* The Ultravisor refuses, and the VM goes on with another table.
NeverGoesOnBroken ==
    ~(pc["I"] = "Idle" /\ handle # 0 /\ ust[handle] = "broken" /\ uasce[handle] # gtable)

\* FIX_OLD_TABLE: a table that was marked and in use goes back on the list.
NeverListedAgain == pc["I"] # "N6_ListAgain"
=============================================================================
