----------------------------- MODULE PageImport -----------------------------
(***************************************************************************)
(* Patches 01, 08 and 13: a page becomes secure.                           *)
(*                                                                         *)
(*   arch/s390/kernel/uv.c  gmap_make_secure            M1 M2              *)
(*                          should_export_before_import M1_LockPage        *)
(*                          make_secure_pte             M3 .. M6           *)
(*   arch/s390/mm/gmap.c    gmap_fault                  M1_FaultIn         *)
(*   arch/s390/kvm/pv.c     kvm_s390_pv_unpack          the retry of I     *)
(*   arch/s390/mm/fault.c   do_non_secure_storage_access  the return of V  *)
(*                                                                         *)
(* In the order of the code: the page is looked up without a reference,    *)
(* locked, its PTE locked, exported if another configuration might own it; *)
(* then the PTE is looked at, the references that mappings and page cache  *)
(* account for are computed and frozen, PG_arch_1 is set, one UVC issued.  *)
(* -EBUSY drains the pagevecs and tries once more, then becomes -EAGAIN.   *)
(* After -EAGAIN unpack starts anew; a guest CPU returns to the guest,     *)
(* which faults again, if there is still a reason.                         *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell:                         *)
(*  - lock_page with get_locked_pte: who gets in between by the PTE lock   *)
(*    alone could as well have come before both;                           *)
(*  - is_protected is read in the step that takes the locks: it only falls *)
(*    while an import runs, and an export too many does no harm;           *)
(*  - expected_page_refs reads the PTEs of others and the page cache one   *)
(*    by one: while the page is locked nothing is added to them, and a     *)
(*    sum that is too large makes the freeze fail;                         *)
(*  - the unlocks and what follows until the next try.                     *)
(* Waiting for writeback and the rc 0x10a (page not mapped) are absent:    *)
(* both only lead to one more -EAGAIN.  So is UNPIN_PAGE_SHARED: pinned    *)
(* shared pages are not modelled.                                          *)
(***************************************************************************)
EXTENDS PageHost

\* The call of gmap_make_secure has returned -EAGAIN, or for good.
Again(t) ==
    /\ imp' = [imp EXCEPT ![t] = NoImport]
    /\ IF t = "I" THEN Goto(t, "M1_MakeSecure") /\ UNCHANGED arg
                  ELSE Goto(t, "Run") /\ arg' = [arg EXCEPT ![t] = 0]

Over(t) ==
    /\ imp' = [imp EXCEPT ![t] = NoImport]
    /\ arg' = [arg EXCEPT ![t] = 0]
    /\ Goto(t, Home(t))

\* -EBUSY
BusyPage(t) ==
    IF imp[t].drained
      THEN Again(t)
      ELSE /\ imp' = [imp EXCEPT ![t] = [NoImport EXCEPT !.drained = TRUE]]
           /\ Goto(t, "M1_MakeSecure") /\ UNCHANGED arg

\* -ENXIO
NotMapped(t) == imp' = [imp EXCEPT ![t] = NoImport] /\ Goto(t, "M1_FaultIn") /\ UNCHANGED arg

\* UNPIN_PAGE_SHARED apart, with which nothing is to be imported.
ShouldExport(p) ==
    /\ prot > 1
    /\ FeatMisc => (FIX_EXPORT_FLAGGED /\ flag[p])

WithLocks(t, p) == Lock(t, p) /\ Goto(t, IF ShouldExport(p) THEN "M2_Export" ELSE "M3_ExpectedRefs")

-----------------------------------------------------------------------------

\* follow_page without FOLL_GET: nothing keeps the page from here to lock_page.
M1_MakeSecure(t) ==
    LET p == arg[t]
    IN  /\ At(t, "M1_MakeSecure") /\ PteUnlocked
        /\ CASE ~mapped[p] -> NotMapped(t) /\ UnchangedLocks
             [] mapped[p] /\ FIX_LOCK_MAPPED ->
                  IF PageUnlocked(p) THEN WithLocks(t, p) /\ UNCHANGED <<arg, imp>>
                                     ELSE Again(t) /\ UnchangedLocks
             [] mapped[p] /\ ~FIX_LOCK_MAPPED ->
                  Goto(t, "M1_LockPage") /\ UNCHANGED <<arg, imp>> /\ UnchangedLocks
        /\ UnchangedUv /\ UnchangedVm /\ UnchangedPages /\ UNCHANGED walk /\ UnchangedEnv

\* gmap_fault, then -EAGAIN.
M1_FaultIn(t) ==
    LET p == arg[t]
    IN  /\ At(t, "M1_FaultIn") /\ PteUnlocked
        /\ ~mapped[p] => FrameAvailable(p)
        /\ IF mapped[p] THEN UnchangedPages ELSE MapHere(p)
        /\ Again(t)
        /\ UnchangedUv /\ UnchangedVm /\ UnchangedLocks /\ UNCHANGED walk /\ UnchangedEnv

M1_LockPage(t) ==
    LET p == arg[t]
    IN  /\ At(t, "M1_LockPage") /\ PteUnlocked /\ PageUnlocked(p)
        /\ WithLocks(t, p)
        /\ UnchangedUv /\ UnchangedVm /\ UnchangedPages /\ UNCHANGED LocalVars /\ UnchangedEnv

\* Before the PTE is looked at; PG_arch_1 stays.
M2_Export(t) ==
    /\ At(t, "M2_Export")
    /\ UvReleased(arg[t])
    /\ Goto(t, "M3_ExpectedRefs")
    /\ UnchangedVm /\ UnchangedPages /\ UnchangedLocks /\ UNCHANGED LocalVars /\ UnchangedEnv

M3_ExpectedRefs(t) ==
    LET p == arg[t]
    IN  /\ At(t, "M3_ExpectedRefs")
        /\ IF mapped[p]
             THEN /\ imp' = [imp EXCEPT ![t].expected = ExpectedRefs(p)]
                  /\ Goto(t, "M3_Freeze")
                  /\ UnchangedLocks /\ UNCHANGED arg
             ELSE NotMapped(t) /\ Unlock(t, p)
        /\ UnchangedUv /\ UnchangedVm /\ UnchangedPages /\ UNCHANGED walk /\ UnchangedEnv

\* The number may be old by now: another process needs none of our locks to drop its mapping.
M3_Freeze(t) ==
    LET p  == arg[t]
        ok == ref[p] = imp[t].expected /\ (FIX_RECOUNT => imp[t].expected = ExpectedRefs(p))
    IN  /\ At(t, "M3_Freeze")
        /\ IF ok THEN /\ frozen' = [frozen EXCEPT ![p] = TRUE]
                      /\ Goto(t, "M4_SetFlag")
                      /\ UnchangedLocks /\ UNCHANGED <<arg, imp>>
                 ELSE BusyPage(t) /\ Unlock(t, p) /\ UNCHANGED frozen
        /\ UNCHANGED <<mapped, qmapped, cached, ref, flag>>
        /\ UnchangedUv /\ UnchangedVm /\ UNCHANGED walk /\ UnchangedEnv

M4_SetFlag(t) ==
    /\ At(t, "M4_SetFlag")
    /\ flag' = [flag EXCEPT ![arg[t]] = TRUE]
    /\ Goto(t, "M5_Uvc")
    /\ UNCHANGED <<mapped, qmapped, cached, ref, frozen>>
    /\ UnchangedUv /\ UnchangedVm /\ UnchangedLocks /\ UNCHANGED LocalVars /\ UnchangedEnv

\* One call, not repeated here while the Ultravisor is busy (patch 01).
M5_Uvc(t, a) ==
    LET p == arg[t]
    IN  /\ At(t, "M5_Uvc")
        /\ a = "busy" => MayBeBusy
        /\ IF a = "ok" /\ UvAccepts(handle, p) THEN UvImported(p, handle) ELSE UnchangedUv
        /\ imp' = [imp EXCEPT ![t].rc = CASE a = "busy"                -> "eagain"
                                          [] a = "ok" /\ UvAccepts(handle, p) -> "ok"
                                          [] OTHER                     -> "einval"]
        /\ Goto(t, "M6_Unfreeze")
        /\ UnchangedVm /\ UnchangedPages /\ UnchangedLocks /\ UNCHANGED <<walk, arg>> /\ UnchangedEnv

M6_Unfreeze(t) ==
    LET p == arg[t]
    IN  /\ At(t, "M6_Unfreeze")
        /\ frozen' = [frozen EXCEPT ![p] = FALSE]
        /\ Unlock(t, p)
        /\ IF imp[t].rc = "eagain" THEN Again(t) ELSE Over(t)
        /\ UNCHANGED <<mapped, qmapped, cached, ref, flag>>
        /\ UnchangedUv /\ UnchangedVm /\ UNCHANGED walk /\ UnchangedEnv
=============================================================================
