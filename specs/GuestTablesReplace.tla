------------------------- MODULE GuestTablesReplace -------------------------
(***************************************************************************)
(* Patch 02 with 09: a VM gives up the top-level table that the Ultravisor *)
(* has marked.                                                             *)
(*                                                                         *)
(*   arch/s390/kvm/pv.c  kvm_s390_pv_remove_old_asce    E3a                *)
(*                       kvm_s390_pv_replace_asce       E3b .. E3g         *)
(*                       deferred_destroy               E1, what calls     *)
(*                       kvm_s390_pv_deinit_vm_now      N2, N6             *)
(*                       kvm_s390_pv_destroy_vm_thread  K4, K8             *)
(*                                                                         *)
(* As posted nothing locks: unlist, allocate, list, copy, three stores.    *)
(* A failed allocation leaves the old table unlisted and in use.           *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell:                         *)
(*  - what comes after replace_asce in deferred_destroy (E4 .. E8) touches *)
(*    no table: part of the last step of replace_asce;                     *)
(*  - N1 touches pages only; N3, N4 and N6 (dealloc) only what this        *)
(*    thread owns: part of what leads to N2, and of N2;                    *)
(*  - K0 .. K3 touch pages only; K5, K6, K7 nothing here: part of what     *)
(*    wakes the kthread, and of K4.                                        *)
(* kthread_create does not fail here (the lifecycle slice lets it).        *)
(***************************************************************************)
EXTENDS GuestTablesHost

AllocFirst == FIX_TABLE_LOCK \/ FIX_OLD_TABLE
Locking    == FIX_TABLE_LOCK \/ FIX_WALK_LOCK
Refused    == SegmentTop /\ FIX_SEGMENT_ASCE

\* Where the part that changes crst_list begins.
ListPart == IF Locking THEN "E3l_TakeLocks" ELSE "E3a_Unlist"

\* The table in use is the marked one; a marked one out of use needs no replacing.
MarkedInUse == old = 0 \/ old = gtable

\* Only what this thread holds: without FIX_TABLE_LOCK a CPU may have guest_table_lock now.
DropLocks ==
    /\ gtlock' = IF gtlock = "I" THEN "none" ELSE gtlock
    /\ mmaplock' = "none"

\* FAIL of deferred_destroy: priv is freed, and deinit_vm_now goes as far as its UVC.
Fail ==
    /\ Goto("I", "N2_DestroyConf")
    /\ why' = "failed"
    /\ priv' = [priv EXCEPT !["I"] = NoPriv]

\* deinit_vm_now returns -EIO; the result of replace_asce does not matter to it.
LeaveNow ==
    /\ Goto("I", AfterCall)
    /\ why' = "none"
    /\ UNCHANGED priv

\* E4 to E8: the kthread is made, arch.pv zeroed, the kthread woken.
HandOver(p, next) ==
    LET k == KthreadNames[CHOOSE i \in Configs :
                /\ pc[KthreadNames[i]] = "None"
                /\ \A j \in 1 .. i - 1 : pc[KthreadNames[j]] # "None"]
    IN  /\ pc' = [pc EXCEPT !["I"] = next, ![k] = "K4_DestroyConf"]
        /\ priv' = [priv EXCEPT !["I"] = NoPriv, ![k] = p]
        /\ handle' = 0 /\ old' = 0
        /\ why' = "none"

-----------------------------------------------------------------------------
(* kvm_s390_pv_replace_asce *)

\* mmap_lock keeps every handler out, guest_table_lock every change of a table.
E3l_TakeLocks ==
    /\ At("I", "E3l_TakeLocks")
    /\ FIX_WALK_LOCK => InHandler = {}
    /\ FIX_TABLE_LOCK => gtlock = "none"
    /\ gtlock'   = IF FIX_TABLE_LOCK THEN "I" ELSE gtlock
    /\ mmaplock' = IF FIX_WALK_LOCK THEN "I" ELSE mmaplock
    /\ Goto("I", "E3a_Unlist")
    /\ UnchangedUv /\ UnchangedKvm /\ UnchangedGmap /\ UnchangedCall /\ UnchangedCpu
    /\ UnchangedEnv /\ UNCHANGED <<listed, entry>>

\* list_del and INIT_LIST_HEAD: harmless on a table that is off the list already.
E3a_Unlist ==
    /\ At("I", "E3a_Unlist")
    /\ listed' = listed \ {gtable}
    /\ IF AllocFirst
         THEN IF newtab # 0
                THEN Goto("I", "E3c_ListAdd") /\ UNCHANGED <<old, why, priv>> /\ UnchangedLock
                ELSE LeaveNow /\ DropLocks /\ old' = IF FIX_OLD_TABLE THEN gtable ELSE old
         ELSE /\ UNCHANGED old
              /\ IF Refused
                   THEN DropLocks /\ IF why = "failed" THEN LeaveNow ELSE Fail
                   ELSE Goto("I", "E3b_Alloc") /\ UNCHANGED <<why, priv>> /\ UnchangedLock
    /\ UNCHANGED <<handle, fd, newtab, entry>>
    /\ UnchangedUv /\ UnchangedGmap /\ UnchangedCpu /\ UnchangedEnv

E3b_Alloc(ok) ==
    /\ At("I", "E3b_Alloc")
    /\ Grants(ok, "alloc") /\ Spend(~ok)
    /\ IF ok
         THEN /\ newtab' = NewTable /\ entry' = WithTable(NewTable)
              /\ Goto("I", IF AllocFirst THEN ListPart ELSE "E3c_ListAdd")
              /\ UNCHANGED <<why, priv>> /\ UnchangedLock
         ELSE /\ UNCHANGED <<newtab, entry>>
              /\ IF AllocFirst /\ why = "failed"
                   THEN Goto("I", ListPart) /\ UNCHANGED <<why, priv>> /\ UnchangedLock
                   ELSE DropLocks /\ IF why = "failed" THEN LeaveNow ELSE Fail
    /\ UNCHANGED <<listed, reboots, splat>>
    /\ UnchangedUv /\ UnchangedKvm /\ UnchangedGmap /\ UnchangedCpu

Plain(step, next) ==
    /\ At("I", step)
    /\ Goto("I", next)
    /\ UnchangedUv /\ UnchangedKvm /\ UnchangedLock /\ UnchangedCall /\ UnchangedCpu
    /\ UnchangedEnv

E3c_ListAdd ==
    /\ Plain("E3c_ListAdd", "E3d_Copy")
    /\ listed' = listed \cup {newtab}
    /\ UnchangedGmap /\ UNCHANGED entry

E3d_Copy ==
    /\ Plain("E3d_Copy", "E3e_SetAsce")
    /\ entry' = [entry EXCEPT ![newtab] = entry[gtable]]
    /\ UnchangedGmap /\ UNCHANGED listed

E3e_SetAsce ==
    /\ Plain("E3e_SetAsce", "E3f_SetContextAsce")
    /\ gasce' = newtab
    /\ UNCHANGED <<gtable, casce, h2g, listed, entry>>

E3f_SetContextAsce ==
    /\ Plain("E3f_SetContextAsce", "E3g_SetTable")
    /\ casce' = newtab
    /\ UNCHANGED <<gtable, gasce, h2g, listed, entry>>

\* With the kick what follows waits for it; old is set in either case.
E3g_SetTable ==
    /\ At("I", "E3g_SetTable")
    /\ gtable' = newtab /\ newtab' = 0
    /\ DropLocks
    /\ IF why # "failed" /\ ~FIX_ASCE_KICK
         THEN HandOver(priv["I"], AfterCall)
         ELSE /\ old' = IF FIX_OLD_TABLE THEN gtable ELSE old
              /\ UNCHANGED handle
              /\ IF FIX_ASCE_KICK THEN Goto("I", "E3h_KickCpus") /\ UNCHANGED <<why, priv>>
                                  ELSE LeaveNow
    /\ UNCHANGED <<fd, gasce, casce, h2g, listed, entry>>
    /\ UnchangedUv /\ UnchangedCpu /\ UnchangedEnv

\* Every CPU has left SIE, and its TLB is flushed; it may enter again with the new ASCE.
E3h_KickCpus ==
    /\ At("I", "E3h_KickCpus")
    /\ vasce' = [v \in Vcpus |-> 0]
    /\ IF why = "failed" THEN LeaveNow /\ UNCHANGED <<handle, old>>
                         ELSE HandOver(priv["I"], AfterCall)
    /\ UNCHANGED <<fd, newtab, listed, entry, walked, lower, vnew>>
    /\ UnchangedUv /\ UnchangedGmap /\ UnchangedLock /\ UnchangedEnv

-----------------------------------------------------------------------------
(* The synchronous path, as far as tables go.  Only FAIL leads here, so      *)
(* that the marked table is in use: old is 0 or gmap->table.                 *)

N2_DestroyConf(a) ==
    /\ At("I", "N2_DestroyConf")
    /\ a = "error" => May("destroy")
    /\ Spend(a = "error")
    /\ IF a = "ok"
         THEN /\ UvDestroyed(handle)
              /\ handle' = 0
              /\ IF old # 0 THEN Goto("I", "N6_ListAgain") /\ UNCHANGED <<why, priv>>
                            ELSE LeaveNow
         ELSE /\ UvBroken(handle)
              /\ UNCHANGED <<handle, why, priv>>
              /\ Goto("I", IF AllocFirst /\ ~Refused THEN "E3b_Alloc" ELSE ListPart)
    /\ UNCHANGED <<old, fd, newtab, listed, entry, reboots, splat>>
    /\ UnchangedGmap /\ UnchangedLock /\ UnchangedCpu

\* FIX_OLD_TABLE: the table in use is not marked any more and belongs to the gmap again.
N6_ListAgain ==
    /\ At("I", "N6_ListAgain")
    /\ FIX_TABLE_LOCK => gtlock = "none"
    /\ listed' = listed \cup {old}
    /\ old' = 0
    /\ LeaveNow
    /\ UNCHANGED <<handle, fd, newtab, entry>>
    /\ UnchangedUv /\ UnchangedGmap /\ UnchangedLock /\ UnchangedCpu /\ UnchangedEnv

-----------------------------------------------------------------------------
(* The kthread *)

\* On failure the table is leaked on purpose: the Ultravisor still has it marked.
K4_DestroyConf(k, a) ==
    /\ At(k, "K4_DestroyConf")
    /\ a = "error" => May("destroy")
    /\ Spend(a = "error")
    /\ IF a = "ok" THEN /\ UvDestroyed(priv[k].handle)
                        /\ Goto(k, "K8_FreeDonated")
                        /\ UNCHANGED priv
                   ELSE /\ UvBroken(priv[k].handle)
                        /\ Goto(k, "None")
                        /\ priv' = [priv EXCEPT ![k] = NoPriv]
    /\ UNCHANGED <<newtab, why, listed, entry, reboots, splat>>
    /\ UnchangedKvm /\ UnchangedGmap /\ UnchangedLock /\ UnchangedCpu

K8_FreeDonated(k) ==
    /\ At(k, "K8_FreeDonated")
    /\ IF priv[k].table \notin Tables
         THEN Splat("table_double_free")
         ELSE /\ entry' = Without({priv[k].table})
              /\ priv' = [priv EXCEPT ![k] = NoPriv]
              /\ Goto(k, "None")
              /\ UNCHANGED <<newtab, why, listed>>
              /\ UnchangedUv /\ UnchangedKvm /\ UnchangedGmap /\ UnchangedLock /\ UnchangedCpu
              /\ UnchangedEnv
=============================================================================
