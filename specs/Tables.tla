------------------------------- MODULE Tables -------------------------------
(***************************************************************************)
(* Patch 02: the top-level table that the Ultravisor marked must leave the *)
(* gmap, so that gmap_remove does not free it and no other configuration   *)
(* is created with it.                                                     *)
(*                                                                         *)
(*   arch/s390/kvm/pv.c  kvm_s390_pv_remove_old_asce  RemoveOldAsce        *)
(*                       kvm_s390_pv_replace_asce     ReplaceAsce          *)
(*                                                                         *)
(* The eight steps of replace_asce are one here: nobody else reads the     *)
(* top-level table or crst_list in this slice.  The slice "tables" takes   *)
(* them apart.                                                             *)
(*                                                                         *)
(* As posted the old table leaves crst_list before the new one is          *)
(* allocated, and nothing but a priv remembers it.  With FIX_OLD_TABLE     *)
(* arch.pv.old_table does, from the moment it is off the list to the       *)
(* destroy that succeeds; as long as there is one, the table in use is     *)
(* replaced only if it is that one.                                        *)
(***************************************************************************)
EXTENDS ExitMmap

MarkedTable == IF old[cur] # 0 THEN old[cur] ELSE gtable[cur]
MarkedInUse == MarkedTable = gtable[cur]

Unlisted == listed' = [listed EXCEPT ![cur] = @ \ {gtable[cur]}]

RemoveOldAsce ==
    IF FIX_OLD_TABLE
      THEN IF MarkedInUse
             THEN Unlisted /\ old' = [old EXCEPT ![cur] = gtable[cur]]
             ELSE UNCHANGED <<listed, old>>
      ELSE Unlisted /\ UNCHANGED old

Replaced(new) ==
    /\ tables' = tables \cup {new}
    /\ listed' = [listed EXCEPT ![cur] = (@ \ {gtable[cur]}) \cup {new}]
    /\ gtable' = [gtable EXCEPT ![cur] = new]

\* A configuration that the Ultravisor could not destroy keeps its table: whoever replaces it for
\* that reason may not leave it on the list, also if there is no memory for another one.
ReplaceAscePosted(ok) ==
    /\ IF ok THEN Replaced(Lowest(tables)) ELSE Unlisted /\ UNCHANGED <<tables, gtable>>
    /\ UNCHANGED old

ReplaceAsceRepaired(ok, broken) ==
    CASE ~MarkedInUse -> ok /\ UNCHANGED <<tables, listed, gtable, old>>
      [] MarkedInUse /\ ok ->
           Replaced(Lowest(tables)) /\ old' = [old EXCEPT ![cur] = gtable[cur]]
      [] MarkedInUse /\ ~ok /\ broken ->
           Unlisted /\ old' = [old EXCEPT ![cur] = gtable[cur]] /\ UNCHANGED <<tables, gtable>>
      [] MarkedInUse /\ ~ok /\ ~broken -> UNCHANGED <<tables, listed, gtable, old>>

ReplaceAsce(ok) == IF FIX_OLD_TABLE THEN ReplaceAsceRepaired(ok, FALSE) ELSE ReplaceAscePosted(ok)
ReplaceAsceAfterFailure(ok) ==
    IF FIX_OLD_TABLE THEN ReplaceAsceRepaired(ok, TRUE) ELSE ReplaceAscePosted(ok)

\* After a successful destroy the table is the kernel's again.
OldTableBack ==
    IF old[cur] = 0 THEN UNCHANGED <<tables, listed, old>>
    ELSE /\ old' = [old EXCEPT ![cur] = 0]
         /\ IF MarkedInUse
              THEN listed' = [listed EXCEPT ![cur] = @ \cup {gtable[cur]}] /\ UNCHANGED tables
              ELSE tables' = tables \ {old[cur]} /\ UNCHANGED listed
=============================================================================
