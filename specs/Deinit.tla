------------------------------- MODULE Deinit -------------------------------
(***************************************************************************)
(* Patches 09 and 11 with 02, 06 and 07: how a VM gives up its secure      *)
(* configuration, lazily or at once.                                       *)
(*                                                                         *)
(*   arch/s390/kvm/pv.c  kvm_s390_pv_deinit_vm_deferred   D1 D2 D3 D3b     *)
(*                       kvm_s390_clear_2g                walk, users = 1  *)
(*                       deferred_destroy                 E2 E4 E5 E7      *)
(*                       kvm_s390_pv_replace_asce         E3 N6_ReplaceAsce*)
(*                       kvm_s390_pv_deinit_vm_now        N1 N2 N3 N4      *)
(*                       kvm_s390_pv_dealloc_vm           N6_Dealloc       *)
(*                                                                         *)
(* All of it runs in the I/O thread: under kvm->lock for an ioctl, without *)
(* it for the last close, when nobody else has the VM any more.            *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell:                         *)
(*  - D0 reads a module parameter that never changes: part of whatever     *)
(*    comes before;                                                        *)
(*  - D3a is D3_GetUsers with the first R_Test of clear_2g behind it; D3c  *)
(*    needs the list of patch 10, which is empty in this slice;            *)
(*  - D4, D5 and E1 write a priv that no other thread knows: part of E2;   *)
(*  - the eight steps of replace_asce: nobody else reads the top-level     *)
(*    table or crst_list in this slice (slice "guest tables" splits them); *)
(*  - E6 writes a log, E8, N5 and N7 only return.                          *)
(***************************************************************************)
EXTENDS DestroyRange

\* D0.  The fence either returns after the synchronous path or, in v1, falls through.
EnterDeinit ==
    IF LazyDestroy
      THEN Goto("I", "D1_AllocPriv") /\ UNCHANGED why
      ELSE Goto("I", "N1_GetUsers") /\ why' = "fence"

DeinitNow(reason) == Goto("I", "N1_GetUsers") /\ why' = reason

LeaveNow ==
    /\ Goto("I", IF why = "fence" /\ ~FIX_FENCE_RETURN THEN "D1_AllocPriv" ELSE AfterDeinit)
    /\ why' = "none"

UnchangedKvmButWhy == UNCHANGED <<handle, stor, ghandle, gtable, listed, fd>>

-----------------------------------------------------------------------------
(* kvm_s390_pv_deinit_vm_deferred *)

D1_AllocPriv(ok) ==
    /\ At("I", "D1_AllocPriv")
    /\ Grants(ok, "alloc") /\ Spend(~ok)
    /\ IF ok THEN /\ Goto("I", IF FIX_MM_COUNT THEN "D2_GrabMm" ELSE "D3_GetUsers")
                  /\ UNCHANGED why
             ELSE DeinitNow("no_memory")
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvmButWhy /\ UnchangedPools /\ UnchangedLocals
    /\ UNCHANGED <<proc, reboots, splat>>

D2_GrabMm ==
    /\ At("I", "D2_GrabMm")
    /\ count' = count + 1
    /\ Goto("I", "D3_GetUsers")
    /\ UNCHANGED <<users, prot, sync, torn>>
    /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

\* mmget_not_zero; on success kvm_s390_clear_2g walks what lies below 2 GiB.
D3_GetUsers ==
    /\ At("I", "D3_GetUsers")
    /\ IF users > 0
         THEN /\ users' = users + 1
              /\ UNCHANGED why
              /\ IF LowPages = 0
                   THEN Goto("I", "E2_ClearGuestHandle") /\ UNCHANGED walk
                   ELSE /\ walk' = [walk EXCEPT !["I"] = [WholeRange(1) EXCEPT !.end = LowPages]]
                        /\ Goto("I", "R_Test")
         ELSE /\ UNCHANGED <<users, walk>>
              /\ IF FIX_MM_COUNT THEN Goto("I", "D3b_DropMm") /\ UNCHANGED why
                                 ELSE DeinitNow("mm_gone")
    /\ UNCHANGED <<count, prot, sync, torn, priv, arg, uvcb>>
    /\ UnchangedMemory /\ UnchangedKvmButWhy /\ UnchangedPools /\ UnchangedEnv

D3b_DropMm ==
    /\ At("I", "D3b_DropMm")
    /\ count' = count - 1
    /\ DeinitNow("mm_gone")
    /\ UNCHANGED <<users, prot, sync, torn>>
    /\ UnchangedMemory /\ UnchangedKvmButWhy /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

-----------------------------------------------------------------------------
(* deferred_destroy.  Its failure path frees priv and nothing else: the     *)
(* references of D2 and D3 stay, as posted.                                 *)

E2_ClearGuestHandle ==
    /\ At("I", "E2_ClearGuestHandle")
    /\ priv' = [priv EXCEPT !["I"] = [stor |-> stor, table |-> gtable, handle |-> handle]]
    /\ ghandle' = 0
    /\ Goto("I", "E3_ReplaceAsce")
    /\ UNCHANGED <<handle, stor, gtable, listed, fd, why, walk, arg, uvcb>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedPools /\ UnchangedEnv

FailDeferred == priv' = [priv EXCEPT !["I"] = NoPriv] /\ DeinitNow("fail_path")

\* The old table leaves crst_list before the new one is allocated.
ReplaceAsce(ok) ==
    LET new == Lowest(tables)
    IN  IF ok THEN /\ tables' = tables \cup {new}
                   /\ listed' = (listed \ {gtable}) \cup {new}
                   /\ gtable' = new
              ELSE listed' = listed \ {gtable} /\ UNCHANGED <<tables, gtable>>

E3_ReplaceAsce(ok) ==
    /\ At("I", "E3_ReplaceAsce")
    /\ Grants(ok, "alloc") /\ Spend(~ok)
    /\ ReplaceAsce(ok)
    /\ IF ok THEN Goto("I", "E4_CreateKthread") /\ UNCHANGED <<priv, why>> ELSE FailDeferred
    /\ UNCHANGED <<handle, stor, ghandle, fd, blocks, walk, arg, uvcb, proc, reboots, splat>>
    /\ UnchangedMemory /\ UnchangedMm

\* The thread is created, and does not run yet.
E4_CreateKthread(ok) ==
    LET k == KthreadNames[CHOOSE i \in Configs :
                /\ pc[KthreadNames[i]] = "None"
                /\ \A j \in 1 .. i - 1 : pc[KthreadNames[j]] # "None"]
    IN  /\ At("I", "E4_CreateKthread")
        /\ Grants(ok, "kthread") /\ Spend(~ok)
        /\ IF ok THEN /\ pc' = [pc EXCEPT !["I"] = "E5_ZeroPv", ![k] = "Created"]
                      /\ priv' = [priv EXCEPT !["I"] = NoPriv, ![k] = priv["I"]]
                      /\ UNCHANGED why
                 ELSE FailDeferred
        /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvmButWhy /\ UnchangedPools
        /\ UNCHANGED <<walk, arg, uvcb, proc, reboots, splat>>

E5_ZeroPv ==
    /\ At("I", "E5_ZeroPv")
    /\ handle' = 0 /\ stor' = 0
    /\ Goto("I", "E7_WakeUp")
    /\ UNCHANGED <<ghandle, gtable, listed, fd, why>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

E7_WakeUp ==
    LET k == CHOOSE t \in Kthreads : pc[t] = "Created"
    IN  /\ At("I", "E7_WakeUp")
        /\ pc' = [pc EXCEPT !["I"] = AfterDeinit, ![k] = "R_Test"]
        /\ walk' = [walk EXCEPT ![k] = WholeRange(1)]
        /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
        /\ UNCHANGED <<priv, arg, uvcb>> /\ UnchangedEnv

-----------------------------------------------------------------------------
(* kvm_s390_pv_deinit_vm_now *)

N1_GetUsers ==
    /\ At("I", "N1_GetUsers")
    /\ IF users > 0
         THEN /\ users' = users + 1
              /\ walk' = [walk EXCEPT !["I"] = WholeRange(0)]
              /\ Goto("I", "R_Test")
         ELSE UNCHANGED <<users, walk>> /\ Goto("I", "N2_DestroyConf")
    /\ UNCHANGED <<count, prot, sync, torn, priv, arg, uvcb>>
    /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedEnv

N1_Mmput ==
    /\ At("I", "N1_Mmput")
    /\ Mmput("I")
    /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

\* The guest_handle is still live here: N3 comes after the UVC.
N2_DestroyConf(a) ==
    /\ At("I", "N2_DestroyConf")
    /\ Answers(a, "destroy") /\ a # "need_destroy"
    /\ IF handle = 0
         THEN Splat("uvc_handle_zero")
         ELSE /\ Spend(a = "error")
              /\ CASE a = "busy" -> UnchangedUv /\ UNCHANGED <<pc, uvcb>>
                   [] a # "busy" /\ ~UvDestroyable(handle) ->
                        UnchangedUv /\ uvcb' = [cc |-> 1, need |-> FALSE]
                                    /\ Goto("I", "N3_ClearGuestHandle")
                   [] a = "ok" /\ UvDestroyable(handle) ->
                        UvDestroyed(handle) /\ uvcb' = [cc |-> 0, need |-> FALSE]
                                            /\ Goto("I", "N3_ClearGuestHandle")
                   [] a = "error" /\ UvDestroyable(handle) ->
                        UvBroken(handle) /\ uvcb' = [cc |-> 1, need |-> FALSE]
                                         /\ Goto("I", "N3_ClearGuestHandle")
              /\ UnchangedPages /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
              /\ UNCHANGED <<walk, priv, arg, proc, reboots, splat>>

N3_ClearGuestHandle ==
    /\ At("I", "N3_ClearGuestHandle")
    /\ ghandle' = 0
    /\ Goto("I", IF uvcb.cc = 0 THEN "N4_DecProtected" ELSE "N6_ReplaceAsce")
    /\ UNCHANGED <<handle, stor, gtable, listed, fd, why>>
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
    /\ blocks' = blocks \ {stor}
    /\ stor' = 0 /\ handle' = 0 /\ uvcb' = NoUvcb
    /\ LeaveNow
    /\ UNCHANGED <<ghandle, gtable, listed, fd, tables, walk, priv, arg>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedEnv

\* The donated memory is leaked on purpose, and so is the table; the handle is kept.
N6_ReplaceAsce(ok) ==
    /\ At("I", "N6_ReplaceAsce")
    /\ Grants(ok, "alloc") /\ Spend(~ok)
    /\ ReplaceAsce(ok) /\ uvcb' = NoUvcb
    /\ LeaveNow
    /\ UNCHANGED <<handle, stor, ghandle, fd, blocks, walk, priv, arg, proc, reboots, splat>>
    /\ UnchangedMemory /\ UnchangedMm
=============================================================================
