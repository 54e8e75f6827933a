------------------------------- MODULE Zombie -------------------------------
(***************************************************************************)
(* Patches 09 and 10: the deferred kthread of one zombie.                  *)
(*                                                                         *)
(*   arch/s390/kvm/pv.c  kvm_s390_pv_destroy_vm_thread  K3b .. K8          *)
(*                                                                         *)
(* K1, the drain of deferred_list, and K3a, the walk, are in module        *)
(* DestroyRange; a kthread without an address space (has_mm = FALSE) goes  *)
(* from K1 to K4.  K0 and K2, the notifier of patch 12, are the slice      *)
(* "oom".  The frees of K8 are one step: what they free is known to no     *)
(* other thread.                                                           *)
(*                                                                         *)
(* The thread looks at struct mm_struct from K1 to K7.  The kernel's own   *)
(* check reports a look at a freed one; in v1 nothing keeps it from that.  *)
(***************************************************************************)
EXTENDS DeinitNow

\* The thread returns.  Repair: the module is held until then.
KDone(k) ==
    /\ Goto(k, "None")
    /\ priv' = [priv EXCEPT ![k] = NoPriv]
    /\ modref' = IF FIX_MODULE_GET THEN modref - 1 ELSE modref

UnchangedButPriv == UNCHANGED <<walk, drain, zpage, arg, uvcb>>

\* Is this thread the last user?  The answer may be old when it is used.
K3b_ReadUsers(k) ==
    /\ At(k, "K3b_ReadUsers")
    /\ UsesMm(/\ Goto(k, IF users = 1 THEN "K3b_SetSync" ELSE "K3c_Mmput")
              /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
              /\ UnchangedLocals /\ UnchangedEnv)

K3b_SetSync(k) ==
    /\ At(k, "K3b_SetSync")
    /\ UsesMm(/\ sync' = TRUE
              /\ Goto(k, "K3c_Mmput")
              /\ UNCHANGED <<users, count, prot, torn>>
              /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals
              /\ UnchangedEnv)

K3c_Mmput(k) ==
    /\ At(k, "K3c_Mmput")
    /\ UsesMm(/\ Mmput(k)
              /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals
              /\ UnchangedEnv)

\* uv_cmd_nodata loops while the Ultravisor is busy.
K4_DestroyConf(k, a) ==
    LET h == priv[k].handle
    IN  /\ At(k, "K4_DestroyConf")
        /\ Answers(a, "destroy") /\ a # "need_destroy"
        /\ IF h = 0
             THEN Splat("uvc_handle_zero")
             ELSE /\ Spend(a = "error")
                  /\ CASE a = "busy" -> UnchangedUv /\ UNCHANGED pc
                       [] a # "busy" /\ ~UvDestroyable(h) -> UnchangedUv /\ Goto(k, "K5_Leak")
                       [] a = "ok" /\ UvDestroyable(h) ->
                            UvDestroyed(h) /\ Goto(k, "K6_DecProtected")
                       [] a = "error" /\ UvDestroyable(h) -> UvBroken(h) /\ Goto(k, "K5_Leak")
                  /\ UnchangedPages /\ UnchangedList /\ UnchangedMm /\ UnchangedKvm
                  /\ UnchangedPools /\ UnchangedLocals /\ UNCHANGED <<proc, reboots, splat>>

\* The UVC failed: donated memory and the old table are leaked on purpose, is_protected stays;
\* as posted priv is lost with them.
K5_Leak(k) ==
    /\ At(k, "K5_Leak")
    /\ UsesMm(/\ IF FIX_MM_COUNT THEN Mmdrop ELSE UnchangedMemory /\ UNCHANGED count
              /\ KDone(k)
              /\ privs' = IF FIX_FREE_PRIV THEN privs - 1 ELSE privs
              /\ UNCHANGED <<users, prot, sync, torn, tables, blocks>>
              /\ UnchangedButPriv /\ UnchangedKvm /\ UnchangedEnv)

K6_DecProtected(k) ==
    /\ At(k, "K6_DecProtected")
    /\ UsesMm(IF prot = 0
                THEN Splat("protected_underflow")
                ELSE /\ prot' = prot - 1
                     /\ Goto(k, IF FIX_MM_COUNT THEN "K7_DropMm" ELSE "K8_FreeDonated")
                     /\ UNCHANGED <<users, count, sync, torn>>
                     /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals
                     /\ UnchangedEnv)

K7_DropMm(k) ==
    /\ At(k, "K7_DropMm")
    /\ UsesMm(/\ Mmdrop
              /\ Goto(k, "K8_FreeDonated")
              /\ UNCHANGED <<users, prot, sync, torn>>
              /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv)

K8_FreeDonated(k) ==
    /\ At(k, "K8_FreeDonated")
    /\ tables' = tables \ {priv[k].table}
    /\ blocks' = blocks \ {priv[k].stor}
    /\ privs' = privs - 1
    /\ KDone(k)
    /\ UnchangedButPriv
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvm /\ UnchangedEnv
=============================================================================
