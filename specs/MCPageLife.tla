----------------------------- MODULE MCPageLife -----------------------------
(***************************************************************************)
(* Root module of every model of slice "pages": the properties, and the    *)
(* witnesses.  A witness claims that an interesting situation never        *)
(* arises; TLC must find that it does.                                     *)
(***************************************************************************)
EXTENDS PageLifeProperties

OwnedByZombie(p) == zombie # 0 /\ owner[p] = zombie
OwnedByCurrent(p) == handle # 0 /\ owner[p] = handle
CleanerHolds(p) == HeldByCleaner("K1", p) > 0

\* The cleaner's reference makes the freeze of an import fail, twice in a row.
NeverDelayedTwice ==
    ~\E t \in Importers : pc[t] = "M3_Freeze" /\ imp[t].drained /\ CleanerHolds(arg[t])

\* The cleaner gets hold of a page that the next configuration owns already.
NeverMeetsLivePage ==
    ~(pc["K1"] = "P_DestroyUvc" /\ OwnedByCurrent(Head(walk["K1"].batch)))

\* A 0x3f handler that comes too late exports the guest's own page.
NeverExportsLivePage == ~\E t \in Vcpus : pc[t] = "SV_ExportUvc" /\ OwnedByCurrent(arg[t])

\* Two guest CPUs are in the 0x3f handler for the same page.
NeverTwoViolations ==
    ~\E t, u \in Vcpus : t # u /\ pc[t] = "SV_ClearFlag" /\ pc[u] = "SV_DestroyUvc" /\ arg[t] = arg[u]

\* A rebooted guest in its non-secure stage exports a page of the zombie.
NeverExportsForNormalGuest == ~\E t \in Vcpus : pc[t] = "AC_ExportUvc" /\ OwnedByZombie(arg[t])

\* The zombie has shared a page: without the export of patch 08 its import would be refused.
NeverExportsShared ==
    ~\E t \in Importers : pc[t] = "M2_Export" /\ shared[arg[t]] /\ OwnedByZombie(arg[t])

\* The same with the feature bit: the import moves the ownership.
NeverMovesOwnership == ~\E t \in AtUvc : shared[arg[t]] /\ OwnedByZombie(arg[t])

\* The page has gone between the look at it and its lock; its frame is still in use.
NeverMissesPage ==
    ~\E t \in Importers : pc[t] = "M3_ExpectedRefs" /\ ~mapped[arg[t]] /\ ~Free(arg[t])

\* The page was reclaimed meanwhile: the cleaner's is the last reference.
NeverFreesLast == ~(pc["K1"] = "P_Put" /\ ref[Head(walk["K1"].batch)] = 2)

\* PG_arch_1 of a page that nobody has made secure: harmless.
NeverFlaggedForNothing ==
    ~\E p \in Pages : flag[p] /\ owner[p] = 0 /\ \A t \in Threads : pc[t] \in {"Idle", "Run", "None"}

\* With the repair: the other process drops its mapping while the page is frozen.
NeverPutWhileFrozen == ~\E p \in Pages : frozen[p] /\ ref[p] < 3 /\ splat = {}

\* With the repair: the freeze would have succeeded although a handler has a reference.
NeverRecounts ==
    ~\E t \in Importers : /\ pc[t] = "M3_Freeze" /\ ref[arg[t]] = imp[t].expected
                          /\ imp[t].expected # ExpectedRefs(arg[t])
=============================================================================
