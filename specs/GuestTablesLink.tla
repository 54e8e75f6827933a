-------------------------- MODULE GuestTablesLink --------------------------
(***************************************************************************)
(* A guest CPU runs, faults, and the kernel builds the guest's tables.     *)
(*                                                                         *)
(*   arch/s390/kernel/entry.S  sie64a (loads gmap->asce)   EnterSie        *)
(*   arch/s390/mm/fault.c      do_exception                GuestFault      *)
(*   arch/s390/mm/gmap.c       __gmap_link         LT_ReadTable, LT_Link   *)
(*                             gmap_alloc_table    LT_Alloc .. LT_Unlock   *)
(*                                                                         *)
(* The series does not change any of this.  __gmap_link walks from         *)
(* gmap->table without guest_table_lock, only with mmap_lock for reading;  *)
(* it keeps a pointer to the entry over the allocation.                    *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell:                         *)
(*  - reading gmap->table and testing the entry: a table is not freed      *)
(*    while gmap->table names it, and an entry only ever becomes valid;    *)
(*    what is freed in between is reported at the entry's next use;        *)
(*  - the page freed after the unlock, and the entry read once more:       *)
(*    only this thread knows the page, and the entry is valid by then;     *)
(*  - LT_Link is one section under guest_table_lock.                       *)
(* Assumptions [B]: -EEXIST of __gmap_link is no error to do_exception,    *)
(* which retries; a CPU outside of SIE uses no guest table.                *)
(***************************************************************************)
EXTENDS GuestTablesReplace

\* What a fault handler does not touch.
UnchangedByCpu ==
    UnchangedUv /\ UnchangedKvm /\ UnchangedCall /\ UnchangedEnv /\ UNCHANGED mmaplock

\* Does the loaded table translate the address?
Translates(table) ==
    IF SegmentTop THEN entry[table] # 0 ELSE entry[table] # 0 /\ h2g = entry[table]

EnterSie(t) ==
    /\ At(t, "Run") /\ vasce[t] = 0 /\ fd = "open"
    /\ vasce' = [vasce EXCEPT ![t] = gasce]
    /\ UNCHANGED <<walked, lower, vnew, listed, entry, gtlock, pc>>
    /\ UnchangedByCpu /\ UnchangedGmap

ExitSie(t) ==
    /\ At(t, "Run") /\ vasce[t] # 0
    /\ vasce' = [vasce EXCEPT ![t] = 0]
    /\ UNCHANGED <<walked, lower, vnew, listed, entry, gtlock, pc>>
    /\ UnchangedByCpu /\ UnchangedGmap

\* What a CPU makes of a freed table is nobody's model.
GuestFault(t) ==
    /\ At(t, "Run") /\ vasce[t] \in Tables /\ ~Translates(vasce[t])
    /\ vasce' = [vasce EXCEPT ![t] = 0]
    /\ Goto(t, "LT_ReadTable")
    /\ UNCHANGED <<walked, lower, vnew, listed, entry, gtlock>>
    /\ UnchangedByCpu /\ UnchangedGmap

\* The handler is left: back to userspace, or on the way into SIE again.
LeaveHandler(t) ==
    /\ Goto(t, "Run")
    /\ walked' = [walked EXCEPT ![t] = 0]
    /\ lower'  = [lower EXCEPT ![t] = 0]

-----------------------------------------------------------------------------

LT_ReadTable(t) ==
    /\ At(t, "LT_ReadTable") /\ mmaplock = "none"
    /\ walked' = [walked EXCEPT ![t] = gtable]
    /\ IF SegmentTop \/ entry[gtable] # 0
         THEN /\ lower' = [lower EXCEPT ![t] = IF SegmentTop THEN gtable ELSE entry[gtable]]
              /\ Goto(t, "LT_Link")
         ELSE UNCHANGED lower /\ Goto(t, "LT_Alloc")
    /\ UNCHANGED <<vasce, vnew, listed, entry, gtlock>>
    /\ UnchangedByCpu /\ UnchangedGmap

LT_Alloc(t, ok) ==
    /\ At(t, "LT_Alloc")
    /\ Grants(ok, "alloc") /\ Spend(~ok)
    /\ IF ok THEN /\ vnew' = [vnew EXCEPT ![t] = NewTable]
                  /\ entry' = WithTable(NewTable)
                  /\ Goto(t, "LT_Lock")
                  /\ UNCHANGED <<walked, lower>>
             ELSE LeaveHandler(t) /\ UNCHANGED <<vnew, entry>>
    /\ UNCHANGED <<vasce, listed, gtlock, mmaplock, reboots, splat>>
    /\ UnchangedUv /\ UnchangedKvm /\ UnchangedCall /\ UnchangedGmap

LT_Lock(t) ==
    /\ At(t, "LT_Lock") /\ gtlock = "none"
    /\ Touches(walked[t],
           /\ gtlock' = t
           /\ Goto(t, IF entry[walked[t]] = 0 THEN "LT_ListAdd" ELSE "LT_Unlock")
           /\ UNCHANGED <<listed, entry>>
           /\ UnchangedCpu /\ UnchangedByCpu /\ UnchangedGmap)

LT_ListAdd(t) ==
    /\ At(t, "LT_ListAdd")
    /\ listed' = listed \cup {vnew[t]}
    /\ Goto(t, "LT_Store")
    /\ UNCHANGED <<entry, gtlock>>
    /\ UnchangedCpu /\ UnchangedByCpu /\ UnchangedGmap

LT_Store(t) ==
    /\ At(t, "LT_Store")
    /\ Touches(walked[t],
           /\ entry' = [entry EXCEPT ![walked[t]] = vnew[t]]
           /\ vnew' = [vnew EXCEPT ![t] = 0]
           /\ Goto(t, "LT_Unlock")
           /\ UNCHANGED <<vasce, walked, lower, listed, gtlock>>
           /\ UnchangedByCpu /\ UnchangedGmap)

LT_Unlock(t) ==
    /\ At(t, "LT_Unlock")
    /\ Touches(walked[t],
           /\ gtlock' = "none"
           /\ entry' = Without({vnew[t]})
           /\ vnew' = [vnew EXCEPT ![t] = 0]
           /\ lower' = [lower EXCEPT ![t] = entry[walked[t]]]
           /\ Goto(t, "LT_Link")
           /\ UNCHANGED <<vasce, walked, listed>>
           /\ UnchangedByCpu /\ UnchangedGmap)

\* The segment entry is empty, and yet the radix tree has the host address: -EEXIST.
Collides(s) == IF SegmentTop THEN entry[s] = 0 /\ h2g # 0 ELSE h2g \notin {0, s}
IsEmpty(s)  == IF SegmentTop THEN entry[s] = 0 ELSE h2g # s

LT_Link(t) ==
    LET s == lower[t]
    IN  /\ At(t, "LT_Link") /\ gtlock = "none"
        /\ Touches(s,
               /\ IF IsEmpty(s) /\ ~Collides(s)
                    THEN /\ h2g' = s
                         /\ entry' = IF SegmentTop THEN [entry EXCEPT ![s] = 1] ELSE entry
                    ELSE UNCHANGED <<h2g, entry>>
               /\ LeaveHandler(t)
               /\ UNCHANGED <<vasce, vnew, listed, gtlock, gtable, gasce, casce>>
               /\ UnchangedByCpu)
=============================================================================
