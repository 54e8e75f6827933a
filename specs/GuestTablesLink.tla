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

EnterSie(v) ==
    /\ At(v, "Run") /\ vasce[v] = 0 /\ fd = "open"
    /\ vasce' = [vasce EXCEPT ![v] = gasce]
    /\ UNCHANGED <<walked, lower, vnew, listed, entry, gtlock, pc>>
    /\ UnchangedByCpu /\ UnchangedGmap

ExitSie(v) ==
    /\ At(v, "Run") /\ vasce[v] # 0
    /\ vasce' = [vasce EXCEPT ![v] = 0]
    /\ UNCHANGED <<walked, lower, vnew, listed, entry, gtlock, pc>>
    /\ UnchangedByCpu /\ UnchangedGmap

\* What a CPU makes of a freed table is nobody's model.
GuestFault(v) ==
    /\ At(v, "Run") /\ vasce[v] \in Tables /\ ~Translates(vasce[v])
    /\ vasce' = [vasce EXCEPT ![v] = 0]
    /\ Goto(v, "LT_ReadTable")
    /\ UNCHANGED <<walked, lower, vnew, listed, entry, gtlock>>
    /\ UnchangedByCpu /\ UnchangedGmap

\* The handler is left: back to userspace, or on the way into SIE again.
LeaveHandler(v) ==
    /\ Goto(v, "Run")
    /\ walked' = [walked EXCEPT ![v] = 0]
    /\ lower'  = [lower EXCEPT ![v] = 0]

-----------------------------------------------------------------------------

LT_ReadTable(v) ==
    /\ At(v, "LT_ReadTable") /\ mmaplock = "none"
    /\ walked' = [walked EXCEPT ![v] = gtable]
    /\ IF SegmentTop \/ entry[gtable] # 0
         THEN /\ lower' = [lower EXCEPT ![v] = IF SegmentTop THEN gtable ELSE entry[gtable]]
              /\ Goto(v, "LT_Link")
         ELSE UNCHANGED lower /\ Goto(v, "LT_Alloc")
    /\ UNCHANGED <<vasce, vnew, listed, entry, gtlock>>
    /\ UnchangedByCpu /\ UnchangedGmap

LT_Alloc(v, ok) ==
    /\ At(v, "LT_Alloc")
    /\ Grants(ok, "alloc") /\ Spend(~ok)
    /\ IF ok THEN /\ vnew' = [vnew EXCEPT ![v] = NewTable]
                  /\ entry' = WithTable(NewTable)
                  /\ Goto(v, "LT_Lock")
                  /\ UNCHANGED <<walked, lower>>
             ELSE LeaveHandler(v) /\ UNCHANGED <<vnew, entry>>
    /\ UNCHANGED <<vasce, listed, gtlock, mmaplock, reboots, splat>>
    /\ UnchangedUv /\ UnchangedKvm /\ UnchangedCall /\ UnchangedGmap

LT_Lock(v) ==
    /\ At(v, "LT_Lock") /\ gtlock = "none"
    /\ Touches(walked[v],
           /\ gtlock' = v
           /\ Goto(v, IF entry[walked[v]] = 0 THEN "LT_ListAdd" ELSE "LT_Unlock")
           /\ UNCHANGED <<listed, entry>>
           /\ UnchangedCpu /\ UnchangedByCpu /\ UnchangedGmap)

LT_ListAdd(v) ==
    /\ At(v, "LT_ListAdd")
    /\ listed' = listed \cup {vnew[v]}
    /\ Goto(v, "LT_Store")
    /\ UNCHANGED <<entry, gtlock>>
    /\ UnchangedCpu /\ UnchangedByCpu /\ UnchangedGmap

LT_Store(v) ==
    /\ At(v, "LT_Store")
    /\ Touches(walked[v],
           /\ entry' = [entry EXCEPT ![walked[v]] = vnew[v]]
           /\ vnew' = [vnew EXCEPT ![v] = 0]
           /\ Goto(v, "LT_Unlock")
           /\ UNCHANGED <<vasce, walked, lower, listed, gtlock>>
           /\ UnchangedByCpu /\ UnchangedGmap)

LT_Unlock(v) ==
    /\ At(v, "LT_Unlock")
    /\ Touches(walked[v],
           /\ gtlock' = "none"
           /\ entry' = Without({vnew[v]})
           /\ vnew' = [vnew EXCEPT ![v] = 0]
           /\ lower' = [lower EXCEPT ![v] = entry[walked[v]]]
           /\ Goto(v, "LT_Link")
           /\ UNCHANGED <<vasce, walked, listed>>
           /\ UnchangedByCpu /\ UnchangedGmap)

\* The segment entry is empty, and yet the radix tree has the host address: -EEXIST.
Collides(s) == IF SegmentTop THEN entry[s] = 0 /\ h2g # 0 ELSE h2g \notin {0, s}
IsEmpty(s)  == IF SegmentTop THEN entry[s] = 0 ELSE h2g # s

LT_Link(v) ==
    LET s == lower[v]
    IN  /\ At(v, "LT_Link") /\ gtlock = "none"
        /\ Touches(s,
               /\ IF IsEmpty(s) /\ ~Collides(s)
                    THEN /\ h2g' = s
                         /\ entry' = IF SegmentTop THEN [entry EXCEPT ![s] = 1] ELSE entry
                    ELSE UNCHANGED <<h2g, entry>>
               /\ LeaveHandler(v)
               /\ UNCHANGED <<vasce, vnew, listed, gtlock, gtable, gasce, casce>>
               /\ UnchangedByCpu)
=============================================================================
