---------------------------- MODULE PageHandlers ----------------------------
(***************************************************************************)
(* Patches 03, 04 and 05: the handlers of two program checks, and reclaim. *)
(*                                                                         *)
(*   arch/s390/mm/fault.c   do_secure_storage_access      AC (0x3d)        *)
(*                          do_secure_storage_violation   SV (0x3f)        *)
(*   arch/s390/kernel/uv.c  arch_make_page_accessible     AC_TestFlag ..   *)
(*                          gmap_destroy_page             SV               *)
(*                          uv_destroy_owned_page         SV_DestroyUvc .. *)
(*                          uv_convert_owned_from_secure  SV_ExportUvc,    *)
(*                                                        RC_ExportUvc ..  *)
(*   arch/s390/include/asm/pgtable.h  ptep_clear_flush    RC_ClearPte ..   *)
(*   mm/rmap.c, mm/vmscan.c           unmap and free      RC_Put           *)
(*                                                                         *)
(* PG_arch_1 is cleared after the UVC, in a step of its own.  What makes   *)
(* this safe is a reference that makes the freeze of an import fail, or a  *)
(* lock that the import needs.                                             *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell:                         *)
(*  - the get_page of uv_destroy_owned_page goes with the UVC, its         *)
(*    put_page with that of the caller: there is a reference beyond the    *)
(*    expected ones all the while; the same for the export;                *)
(*  - arch_make_page_accessible tries PIN_PAGE_SHARED first: a page that   *)
(*    the guest shares after the exception is exported here;               *)
(*  - reclaim takes its reference, both locks and clears the PTEs of both  *)
(*    processes in one step: an access of the other process in between     *)
(*    could as well have come before;                                      *)
(*  - the last puts of reclaim: the page is locked.                        *)
(***************************************************************************)
EXTENDS PageImport

Mine(t, p) == IF t = "Q" THEN qmapped[p] ELSE mapped[p]

\* The other process has a PTE lock of its own; try_get_page refuses a frozen page.
CanLook(t) == t # "Q" => PteUnlocked
CanGet(t, p) == Mine(t, p) /\ ~frozen[p]

\* follow_page with FOLL_GET; nothing there: the instruction is retried.
FollowPage(t, step) ==
    LET p == arg[t]
    IN  /\ CanLook(t)
        /\ IF CanGet(t, p)
             THEN Get(p, 1) /\ Goto(t, step) /\ UNCHANGED LocalVars
             ELSE UnchangedPages /\ Finish(t)
        /\ UnchangedUv /\ UnchangedVm /\ UnchangedLocks /\ UnchangedEnv

AndThen(t, step) ==
    /\ Goto(t, step)
    /\ UnchangedVm /\ UnchangedLocks /\ UNCHANGED LocalVars /\ UnchangedEnv

Drop(t, n) ==
    IF Unreachable(arg[t])
      THEN Splat("frozen_page_put")
      ELSE /\ Put(arg[t], n) /\ Finish(t)
           /\ UnchangedUv /\ UnchangedVm /\ UnchangedLocks /\ UnchangedEnv

-----------------------------------------------------------------------------
(* 0x3d: export, if PG_arch_1 says so. *)

AC_FollowPage(t) == At(t, "AC_FollowPage") /\ FollowPage(t, "AC_TestFlag")

AC_TestFlag(t) ==
    /\ At(t, "AC_TestFlag")
    /\ AndThen(t, IF flag[arg[t]] THEN "AC_ExportUvc" ELSE "AC_Put")
    /\ UnchangedUv /\ UnchangedPages

AC_ExportUvc(t) ==
    /\ At(t, "AC_ExportUvc")
    /\ UvReleased(arg[t]) /\ UnchangedPages
    /\ AndThen(t, "AC_ClearFlag")

\* The page is not secure and the flag says it might be.  Were it imported now, the flag would be lost.
AC_ClearFlag(t) ==
    /\ At(t, "AC_ClearFlag")
    /\ ClearFlag(arg[t]) /\ UnchangedUv
    /\ AndThen(t, "AC_Put")

AC_Put(t) == At(t, "AC_Put") /\ Drop(t, 1)

-----------------------------------------------------------------------------
(* 0x3f: destroy; if that is refused, another CPU was faster and the page   *)
(* is the present guest's: export.                                          *)

SV_FollowPage(t) == At(t, "SV_FollowPage") /\ FollowPage(t, "SV_DestroyUvc")

SV_DestroyUvc(t) ==
    LET p == arg[t]
    IN  /\ At(t, "SV_DestroyUvc")
        /\ CASE Unreachable(p) -> Splat("frozen_page_get")
             [] ~Unreachable(p) /\ UvPageDestroyable(p) ->
                  UvReleased(p) /\ Get(p, 1) /\ AndThen(t, "SV_ClearFlag")
             [] ~Unreachable(p) /\ ~UvPageDestroyable(p) ->
                  UnchangedUv /\ UnchangedPages /\ AndThen(t, "SV_ExportUvc")

SV_ExportUvc(t) ==
    /\ At(t, "SV_ExportUvc")
    /\ IF Unreachable(arg[t])
         THEN Splat("frozen_page_get")
         ELSE /\ UvReleased(arg[t]) /\ Get(arg[t], 1)
              /\ AndThen(t, "SV_ClearFlag")

SV_ClearFlag(t) ==
    /\ At(t, "SV_ClearFlag")
    /\ ClearFlag(arg[t]) /\ UnchangedUv
    /\ AndThen(t, "SV_Put")

SV_Put(t) == At(t, "SV_Put") /\ Drop(t, 2)

-----------------------------------------------------------------------------
(* Reclaim, migration *)

RC_ClearPte(t) ==
    LET p == arg[t]
    IN  /\ At(t, "RC_ClearPte") /\ PteUnlocked /\ PageUnlocked(p)
        /\ Lock(t, p)
        /\ mapped'  = [mapped  EXCEPT ![p] = FALSE]
        /\ qmapped' = [qmapped EXCEPT ![p] = FALSE]
        /\ ref'     = [ref EXCEPT ![p] = @ + 1 - One(qmapped[p])]
        /\ Goto(t, IF prot > 0 THEN "RC_ExportUvc" ELSE "RC_Put")
        /\ UNCHANGED <<cached, flag, frozen>>
        /\ UnchangedUv /\ UnchangedVm /\ UNCHANGED LocalVars /\ UnchangedEnv

RC_ExportUvc(t) ==
    /\ At(t, "RC_ExportUvc")
    /\ UvReleased(arg[t]) /\ Get(arg[t], 1)
    /\ AndThen(t, "RC_ClearFlag")

RC_ClearFlag(t) ==
    LET p == arg[t]
    IN  /\ At(t, "RC_ClearFlag")
        /\ flag' = [flag EXCEPT ![p] = FALSE]
        /\ ref'  = [ref  EXCEPT ![p] = @ - 1]
        /\ UNCHANGED <<mapped, qmapped, cached, frozen>>
        /\ UnchangedUv /\ AndThen(t, "RC_Put")

\* Its own reference and the mapping's; the page cache gives the page up if nobody else has it.
RC_Put(t) ==
    LET p    == arg[t]
        left == ref[p] - 2
        free == left = One(cached[p])
    IN  /\ At(t, "RC_Put")
        /\ ref'    = [ref    EXCEPT ![p] = IF free THEN 0 ELSE left]
        /\ cached' = [cached EXCEPT ![p] = @ /\ ~free]
        /\ flag'   = [flag   EXCEPT ![p] = @ /\ ~free]
        /\ UNCHANGED <<mapped, qmapped, frozen>>
        /\ Unlock(t, p) /\ Finish(t)
        /\ UnchangedUv /\ UnchangedVm /\ UnchangedEnv
=============================================================================
