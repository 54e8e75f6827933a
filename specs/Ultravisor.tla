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
(*   U3 no import of another's page            UvImportable                *)
(*   U4 export always works                    UvReleased                  *)
(*   U5 destroy page needs an owner with no    UvPageDestroyable           *)
(*      CPUs; a non-secure page is a no-op                                 *)
(*   U6 destroy config needs no CPUs, cleans   UvDestroyable, UvDestroyed  *)
(*      what is left                                                       *)
(*   U8 exceptions                             UvException                 *)
(* U7 (destroy fast) came with a later kernel and is not modelled.         *)
(*                                                                         *)
(* Abstractions.  Shared pages are absent (slice "page life"); a           *)
(* configuration has one CPU or none; stor_base and stor_var are one       *)
(* block, because every kernel path gets and frees them together.  The     *)
(* content of a page is reduced to whose clear text it is: zeroes,         *)
(* ciphertext and host data are all harmless.                              *)
(*                                                                         *)
(* Assumption [C]: the Ultravisor gives out the lowest free handle, also   *)
(* one that served before.  The kernel may not rely on the opposite, and   *)
(* the use of a stale handle shows only so.                                *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
    MaxConfigs,     \* configurations the Ultravisor can have at once
    NPages          \* host pages that can become secure

ASSUME ConfigsExist == MaxConfigs \in Nat \ {0}
ASSUME PagesExist   == NPages \in Nat \ {0}

Configs == 1 .. MaxConfigs      \* handles; 0 is "no configuration"
Pages   == 1 .. NPages          \* page frame numbers

VARIABLES
    ust,        \* configuration: absent, alive, broken (a destroy failed)
    ucpus,      \* CPUs the Ultravisor knows for the configuration
    uasce,      \* the top-level table it marked for the configuration; 0 none
    ustor,      \* the donated block (stor_base, stor_var) it holds; 0 none
    owner,      \* page: the configuration that owns it; 0 = accessible to the host
    secret      \* page: whose clear text the frame holds; 0 nobody's

UvVars == <<ust, ucpus, uasce, ustor, owner, secret>>
UnchangedUv == UNCHANGED UvVars

UvTypeOK ==
    /\ ust    \in [Configs -> {"absent", "alive", "broken"}]
    /\ ucpus  \in [Configs -> 0 .. 1]
    /\ uasce  \in [Configs -> Nat]
    /\ ustor  \in [Configs -> Nat]
    /\ owner  \in [Pages -> 0 .. MaxConfigs]
    /\ secret \in [Pages -> 0 .. MaxConfigs]

UvInit ==
    /\ ust    = [c \in Configs |-> "absent"]
    /\ ucpus  = [c \in Configs |-> 0]
    /\ uasce  = [c \in Configs |-> 0]
    /\ ustor  = [c \in Configs |-> 0]
    /\ owner  = [p \in Pages |-> 0]
    /\ secret = [p \in Pages |-> 0]

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
    /\ UNCHANGED <<ucpus, owner, secret>>

UvSetCpus(c, n) ==
    /\ ucpus' = [ucpus EXCEPT ![c] = n]
    /\ UNCHANGED <<ust, uasce, ustor, owner, secret>>

\* U6, first half: what must hold for a destroy to be carried out.
UvDestroyable(c) == UvAlive(c) /\ ucpus[c] = 0

\* U2 and U6, second half: whatever the configuration still owns is cleaned.
UvDestroyed(c) ==
    /\ ust'    = [ust   EXCEPT ![c] = "absent"]
    /\ uasce'  = [uasce EXCEPT ![c] = 0]
    /\ ustor'  = [ustor EXCEPT ![c] = 0]
    /\ owner'  = [p \in Pages |-> IF owner[p] = c THEN 0 ELSE owner[p]]
    /\ secret' = [p \in Pages |-> IF owner[p] = c THEN 0 ELSE secret[p]]
    /\ UNCHANGED ucpus

UvBroken(c) ==
    /\ ust' = [ust EXCEPT ![c] = "broken"]
    /\ UNCHANGED <<ucpus, uasce, ustor, owner, secret>>

-----------------------------------------------------------------------------
(* Pages *)

\* U3, without the feature bit.
UvImportable(c, o) == o \in {0, c}

UvImported(p, c) ==
    /\ owner'  = [owner  EXCEPT ![p] = c]
    /\ secret' = [secret EXCEPT ![p] = c]
    /\ UNCHANGED <<ust, ucpus, uasce, ustor>>

\* U4 and U5: after an export or a destroy the host may have the page; its clear text is gone.
UvReleased(p) ==
    /\ owner'  = [owner  EXCEPT ![p] = 0]
    /\ secret' = [secret EXCEPT ![p] = 0]
    /\ UNCHANGED <<ust, ucpus, uasce, ustor>>

\* The same for several pages at once.
UvReleasedAll(ps) ==
    /\ owner'  = [p \in Pages |-> IF p \in ps THEN 0 ELSE owner[p]]
    /\ secret' = [p \in Pages |-> IF p \in ps THEN 0 ELSE secret[p]]
    /\ UNCHANGED <<ust, ucpus, uasce, ustor>>

\* U5.
UvPageDestroyable(p) == IF owner[p] = 0 THEN TRUE ELSE ucpus[owner[p]] = 0

\* U8: what an access raises; c = 0 is the host or a normal guest.
UvException(c, p) ==
    CASE owner[p] = c              -> "none"
      [] owner[p] # c /\ c = 0     -> "3d"     \* secure storage access
      [] owner[p] = 0 /\ c # 0     -> "3e"     \* non-secure storage access
      [] OTHER                     -> "3f"     \* secure storage violation
=============================================================================
