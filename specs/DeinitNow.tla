----------------------------- MODULE DeinitNow -----------------------------
(***************************************************************************)
(* Patches 06 and 07 with 02 and 11: a configuration is destroyed at once, *)
(* in the I/O thread.                                                      *)
(*                                                                         *)
(*   arch/s390/kvm/pv.c  kvm_s390_pv_deinit_vm_now        N1 N2 N3 N4      *)
(*                       kvm_s390_pv_replace_asce         N6_ReplaceAsce   *)
(*                       kvm_s390_pv_dealloc_vm           N6_Dealloc       *)
(*                                                                         *)
(* N5 writes a log and N7 only returns.  With FIX_DETACH_FIRST the order   *)
(* is N1, N3, N2, N4 or N6.                                                *)
(***************************************************************************)
EXTENDS Deinit

LeaveNow ==
    /\ Goto("I", IF why = "fence" /\ ~FIX_FENCE_RETURN THEN "D1_AllocPriv" ELSE AfterDeinit)
    /\ why' = "none"

N1_GetUsers ==
    /\ At("I", "N1_GetUsers")
    /\ FIX_WAIT_EXIT => users > 0 \/ torn = "done"
    /\ IF users > 0
         THEN /\ users' = users + 1
              /\ walk' = [walk EXCEPT !["I"] = WholeRange(0)]
              /\ Goto("I", "R_Test")
         ELSE /\ UNCHANGED <<users, walk>>
              /\ Goto("I", CASE FIX_NOW_DRAINS   -> "K1_First"
                             [] ~FIX_NOW_DRAINS /\ FIX_DETACH_FIRST -> "N3_ClearGuestHandle"
                             [] OTHER            -> "N2_DestroyConf")
    /\ UNCHANGED <<count, prot, sync, torn, drain, zpage, priv, arg, uvcb>>
    /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedEnv

N1_Mmput ==
    /\ At("I", "N1_Mmput")
    /\ Mmput("I")
    /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

AfterUvc(cc) ==
    CASE ~FIX_DETACH_FIRST -> "N3_ClearGuestHandle"
      [] FIX_DETACH_FIRST /\ cc = 0 -> "N4_DecProtected"
      [] OTHER -> "N6_ReplaceAsce"

Answered(cc) == uvcb' = [cc |-> cc, need |-> FALSE] /\ Goto("I", AfterUvc(cc))

\* As posted guest_handle is still live here: N3 comes after the UVC.
N2_DestroyConf(a) ==
    LET h == handle[cur]
    IN  /\ At("I", "N2_DestroyConf")
        /\ Answers(a, "destroy") /\ a # "need_destroy"
        /\ IF h = 0
             THEN Splat("uvc_handle_zero")
             ELSE /\ Spend(a = "error")
                  /\ CASE a = "busy" -> UnchangedUv /\ UNCHANGED <<pc, uvcb>>
                       [] a # "busy" /\ ~UvDestroyable(h) -> UnchangedUv /\ Answered(1)
                       [] a = "ok" /\ UvDestroyable(h)    -> UvDestroyed(h) /\ Answered(0)
                       [] a = "error" /\ UvDestroyable(h) -> UvBroken(h) /\ Answered(1)
                  /\ UnchangedPages /\ UnchangedList /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
                  /\ UNCHANGED <<walk, drain, zpage, priv, arg, proc, reboots, splat>>

N3_ClearGuestHandle ==
    /\ At("I", "N3_ClearGuestHandle")
    /\ ghandle' = [ghandle EXCEPT ![cur] = 0]
    /\ Goto("I", CASE FIX_DETACH_FIRST -> "N2_DestroyConf"
                   [] ~FIX_DETACH_FIRST /\ uvcb.cc = 0 -> "N4_DecProtected"
                   [] OTHER -> "N6_ReplaceAsce")
    /\ UNCHANGED <<handle, stor, old, gtable, listed, fd, why, cur>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

N4_DecProtected ==
    /\ At("I", "N4_DecProtected")
    /\ IF prot = 0
         THEN Splat("protected_underflow")
         ELSE /\ prot' = prot - 1
              /\ Goto("I", "N6_Dealloc")
              /\ UNCHANGED <<users, count, sync, torn>>
              /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals
              /\ UnchangedEnv

N6_Dealloc ==
    /\ At("I", "N6_Dealloc")
    /\ blocks' = blocks \ {stor[cur]}
    /\ stor' = [stor EXCEPT ![cur] = 0] /\ handle' = [handle EXCEPT ![cur] = 0]
    /\ uvcb' = NoUvcb
    /\ OldTableBack
    /\ LeaveNow
    /\ UNCHANGED <<ghandle, gtable, fd, cur, privs, modref, walk, drain, zpage, priv, arg>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedEnv

\* The donated memory is leaked on purpose, and so is the table; the handle is kept.
N6_ReplaceAsce(ok) ==
    /\ At("I", "N6_ReplaceAsce")
    /\ Grants(ok, "alloc") /\ Spend(~ok)
    /\ ReplaceAsceAfterFailure(ok) /\ uvcb' = NoUvcb
    /\ LeaveNow
    /\ UNCHANGED <<handle, stor, ghandle, fd, cur, blocks, privs, modref, walk, drain, zpage, priv, arg>>
    /\ UnchangedMemory /\ UnchangedMm /\ UNCHANGED <<proc, reboots, splat>>
=============================================================================
