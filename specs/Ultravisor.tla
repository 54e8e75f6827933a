----------------------------- MODULE Ultravisor -----------------------------
(***************************************************************************)
(* The Ultravisor as the patches assume it: the environment of every       *)
(* slice.  It knows secure configurations (named by a handle), the memory  *)
(* donated to them, and for every page of the host which configuration     *)
(* owns it.                                                                *)
(*                                                                         *)
(* Rules (U1-U8 of the mails; the certainty of each is in README.md):      *)
(*   U1 create marks the top-level table       UvCreate, UvMarked          *)
(*   U2 only a successful destroy unmarks      UvDestroyed                 *)
(*   U3 no import of another's page, except    UvImportable, UvAccepts     *)
(*      a shared one with BIT_UV_FEAT_MISC                                 *)
(*   U4 export always works                    UvReleased                  *)
(*   U5 destroy page needs an owner with no    UvPageDestroyable           *)
(*      CPUs; a non-secure page is a no-op                                 *)
(*   U6 destroy config needs no CPUs, cleans   UvDestroyable, UvDestroyed  *)
(*      what is left                                                       *)
(*   U8 exceptions                             UvException                 *)
(* U7 (destroy fast) came with a later kernel and is not modelled.         *)
(*                                                                         *)
(* Abstractions.  A configuration has one CPU or none; stor_base and       *)
(* stor_var are one block, because every kernel path gets and frees them   *)
(* together.  The content of a page is reduced to whose clear text it is:  *)
(* zeroes, ciphertext and host data are all harmless, and so is what a     *)
(* guest has shared.  Only a guest shares (slice "pages"); where nobody    *)
(* does, shared is FALSE throughout.                                       *)
(*                                                                         *)
(* Assumptions [C]: the Ultravisor gives out the lowest free handle, also  *)
(* one that served before (the kernel may not rely on the opposite, and    *)
(* the use of a stale handle shows only so); destroy page is refused for a *)
(* shared page too while its owner has CPUs; a shared page is non-secure   *)
(* storage to another protected guest, not a violation (were it simply     *)
(* accessible to that guest, patch 08 would have no purpose).              *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
    MaxConfigs,     \* configurations the Ultravisor can have at once
    NPages,         \* host pages that can become secure
    FeatMisc        \* BIT_UV_FEAT_MISC: importing a shared page moves its ownership

ASSUME ConfigsExist  == MaxConfigs \in Nat \ {0}
ASSUME PagesExist    == NPages \in Nat \ {0}
ASSUME FeatureIsBool == FeatMisc \in BOOLEAN

Configs == 1 .. MaxConfigs      \* handles; 0 is "no configuration"
Pages   == 1 .. NPages          \* page frame numbers

VARIABLES
    ust,        \* configuration: absent, alive, broken (a destroy failed)
    ucpus,      \* CPUs the Ultravisor knows for the configuration
    uasce,      \* the top-level table it marked for the configuration; 0 none
    ustor,      \* the donated block (stor_base, stor_var) it holds; 0 none
    owner,      \* page: the configuration that owns it; 0 = accessible to the host
    secret,     \* page: whose clear text the frame holds; 0 nobody's
    shared      \* page: its owner lets the host read and write it

UvVars == <<ust, ucpus, uasce, ustor, owner, secret, shared>>
UnchangedUv == UNCHANGED UvVars

UvTypeOK ==
    /\ ust    \in [Configs -> {"absent", "alive", "broken"}]
    /\ ucpus  \in [Configs -> 0 .. 1]
    /\ uasce  \in [Configs -> Nat]
    /\ ustor  \in [Configs -> Nat]
    /\ owner  \in [Pages -> 0 .. MaxConfigs]
    /\ secret \in [Pages -> 0 .. MaxConfigs]
    /\ shared \in [Pages -> BOOLEAN]

UvInit ==
    /\ ust    = [c \in Configs |-> "absent"]
    /\ ucpus  = [c \in Configs |-> 0]
    /\ uasce  = [c \in Configs |-> 0]
    /\ ustor  = [c \in Configs |-> 0]
    /\ owner  = [p \in Pages |-> 0]
    /\ secret = [p \in Pages |-> 0]
    /\ shared = [p \in Pages |-> FALSE]

-----------------------------------------------------------------------------
(* Configurations *)

UvAlive(c) == ust[c] \in {"alive", "broken"}
UvLive == {c \in Configs : UvAlive(c)}
UvHasFreeHandle == {c \in Configs : ust[c] = "absent"} # {}
UvNextHandle == CHOOSE c \in Configs :
    ust[c] = "absent" /\ \A d \in Configs : ust[d] = "absent" => c <= d

\* U1: a table that marks one configuration cannot serve another.
UvMarked(table) == \E c \in UvLive : uasce[c] = table
UvCreatable(table) == UvHasFreeHandle /\ ~UvMarked(table)

UvCreate(c, table, block) ==
    /\ ust'   = [ust   EXCEPT ![c] = "alive"]
    /\ uasce' = [uasce EXCEPT ![c] = table]
    /\ ustor' = [ustor EXCEPT ![c] = block]
    /\ UNCHANGED <<ucpus, owner, secret, shared>>

UvSetCpus(c, n) ==
    /\ ucpus' = [ucpus EXCEPT ![c] = n]
    /\ UNCHANGED <<ust, uasce, ustor, owner, secret, shared>>

\* U6, first half: what must hold for a destroy to be carried out.
UvDestroyable(c) == UvAlive(c) /\ ucpus[c] = 0

\* U2 and U6, second half: whatever the configuration still owns is cleaned.
UvDestroyed(c) ==
    /\ ust'    = [ust   EXCEPT ![c] = "absent"]
    /\ uasce'  = [uasce EXCEPT ![c] = 0]
    /\ ustor'  = [ustor EXCEPT ![c] = 0]
    /\ owner'  = [p \in Pages |-> IF owner[p] = c THEN 0 ELSE owner[p]]
    /\ secret' = [p \in Pages |-> IF owner[p] = c THEN 0 ELSE secret[p]]
    /\ shared' = [p \in Pages |-> shared[p] /\ owner[p] # c]
    /\ UNCHANGED ucpus

UvBroken(c) ==
    /\ ust' = [ust EXCEPT ![c] = "broken"]
    /\ UNCHANGED <<ucpus, uasce, ustor, owner, secret, shared>>

-----------------------------------------------------------------------------
(* Pages *)

\* U3, without the feature bit, of a page that o owns.
UvImportable(c, o) == o \in {0, c}

\* U3, of page p as it is.
UvAccepts(c, p) == UvImportable(c, owner[p]) \/ (FeatMisc /\ shared[p])

UvImported(p, c) ==
    /\ owner'  = [owner  EXCEPT ![p] = c]
    /\ secret' = [secret EXCEPT ![p] = c]
    /\ shared' = [shared EXCEPT ![p] = FALSE]
    /\ UNCHANGED <<ust, ucpus, uasce, ustor>>

\* U4 and U5: after an export or a destroy the host may have the page; its clear text is gone.
UvReleased(p) ==
    /\ owner'  = [owner  EXCEPT ![p] = 0]
    /\ secret' = [secret EXCEPT ![p] = 0]
    /\ shared' = [shared EXCEPT ![p] = FALSE]
    /\ UNCHANGED <<ust, ucpus, uasce, ustor>>

\* The same for several pages at once.
UvReleasedAll(ps) ==
    /\ owner'  = [p \in Pages |-> IF p \in ps THEN 0 ELSE owner[p]]
    /\ secret' = [p \in Pages |-> IF p \in ps THEN 0 ELSE secret[p]]
    /\ shared' = [p \in Pages |-> shared[p] /\ p \notin ps]
    /\ UNCHANGED <<ust, ucpus, uasce, ustor>>

\* The owner lets the host into its page, and takes it back.
UvShare(p) ==
    /\ shared' = [shared EXCEPT ![p] = TRUE]
    /\ secret' = [secret EXCEPT ![p] = 0]
    /\ UNCHANGED <<ust, ucpus, uasce, ustor, owner>>

UvUnshare(p) ==
    /\ shared' = [shared EXCEPT ![p] = FALSE]
    /\ secret' = [secret EXCEPT ![p] = owner[p]]
    /\ UNCHANGED <<ust, ucpus, uasce, ustor, owner>>

\* U5.
UvPageDestroyable(p) == IF owner[p] = 0 THEN TRUE ELSE ucpus[owner[p]] = 0

\* U8: what an access raises; c = 0 is the host or a normal guest.
UvException(c, p) ==
    CASE owner[p] = c              -> "none"
      [] owner[p] # c /\ c = 0     -> IF shared[p] THEN "none" ELSE "3d"   \* secure storage access
      [] OTHER                     ->
           IF owner[p] = 0 \/ shared[p] THEN "3e"     \* non-secure storage access
                                        ELSE "3f"     \* secure storage violation
=============================================================================
