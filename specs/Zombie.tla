------------------------------- MODULE Zombie -------------------------------
(***************************************************************************)
(* Patch 09 (with K3b of 10): the deferred kthread of one zombie.          *)
(*                                                                         *)
(*   arch/s390/kvm/pv.c  kvm_s390_pv_destroy_vm_thread  K3b .. K8          *)
(*                                                                         *)
(* K3a is the walk of module DestroyRange with users = 1.  K0 to K2 (the   *)
(* list of patch 10, the notifier of patch 12) have nothing to do in this  *)
(* slice.  The frees of K8 are one step: what they free is known to no     *)
(* other thread.                                                           *)
(*                                                                         *)
(* The thread looks at struct mm_struct from K3b to K7.  The kernel's own  *)
(* check reports a look at a freed one; in v1 nothing keeps it from that.  *)
(***************************************************************************)
EXTENDS Deinit

UsesMm(body) == IF count = 0 THEN Splat("mm_use_after_free") ELSE body

KDone(k) ==
    /\ Goto(k, "None")
    /\ priv' = [priv EXCEPT ![k] = NoPriv]

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
                  /\ UnchangedPages /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
                  /\ UnchangedLocals /\ UNCHANGED <<proc, reboots, splat>>

\* The UVC failed: donated memory, the old table and priv are leaked, is_protected stays.
K5_Leak(k) ==
    /\ At(k, "K5_Leak")
    /\ IF FIX_MM_COUNT
         THEN UsesMm(/\ count' = count - 1
                     /\ KDone(k)
                     /\ UNCHANGED <<users, prot, sync, torn, walk, arg, uvcb>>
                     /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedEnv)
         ELSE /\ KDone(k)
              /\ UNCHANGED <<walk, arg, uvcb>>
              /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools /\ UnchangedEnv

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
    /\ UsesMm(/\ count' = count - 1
              /\ Goto(k, "K8_FreeDonated")
              /\ UNCHANGED <<users, prot, sync, torn>>
              /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals
              /\ UnchangedEnv)

K8_FreeDonated(k) ==
    /\ At(k, "K8_FreeDonated")
    /\ tables' = tables \ {priv[k].table}
    /\ blocks' = blocks \ {priv[k].stor}
    /\ KDone(k)
    /\ UNCHANGED <<walk, arg, uvcb>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvm /\ UnchangedEnv
=============================================================================
