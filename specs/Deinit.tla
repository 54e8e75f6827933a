------------------------------- MODULE Deinit -------------------------------
(***************************************************************************)
(* Patches 09, 10 and 11 with 02, 06 and 07: how a VM gives up its secure  *)
(* configuration, lazily or at once.                                       *)
(*                                                                         *)
(*   arch/s390/kvm/pv.c  kvm_s390_pv_deinit_vm_deferred   D1 D2 D3 D3b     *)
(*                       kvm_s390_clear_2g                walk, users = 1  *)
(*                       deferred_destroy                 E2 E4 E5 E7 FAIL *)
(*                       kvm_s390_pv_replace_asce         E3, module Tables*)
(*                       kvm_s390_pv_remove_old_asce      E3_RemoveAsce    *)
(*                                                                         *)
(* All of it runs in the I/O thread: under kvm->lock for an ioctl, without *)
(* it for the last close, when nobody else has the VM any more.            *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell:                         *)
(*  - D0 reads a module parameter that never changes: part of whatever     *)
(*    comes before;                                                        *)
(*  - D3a is D3_GetUsers with the first R_Test of clear_2g behind it; D3c  *)
(*    is a D3_TestList that finds something;                               *)
(*  - D4, D5 and E1 write a priv that no other thread knows: part of E2.   *)
(*    has_mm was settled at D3 and holds exactly if mm_users is above 0:   *)
(*    the thread's own reference keeps it there, and without one it never  *)
(*    comes back;                                                          *)
(*  - FAIL frees priv in the step that failed;                             *)
(*  - E6 writes a log, E8 only returns.                                    *)
(***************************************************************************)
EXTENDS Tables

\* D0.  The fence either returns after the synchronous path or, in v1, falls through.
EnterDeinit ==
    IF LazyDestroy
      THEN Goto("I", "D1_AllocPriv") /\ UNCHANGED why
      ELSE Goto("I", "N1_GetUsers") /\ why' = "fence"

DeinitNow(reason) == Goto("I", "N1_GetUsers") /\ why' = reason

UnchangedKvmButWhy == UNCHANGED <<handle, stor, old, ghandle, gtable, listed, fd, cur>>

-----------------------------------------------------------------------------
(* kvm_s390_pv_deinit_vm_deferred *)

D1_AllocPriv(ok) ==
    /\ At("I", "D1_AllocPriv")
    /\ Grants(ok, "alloc") /\ Spend(~ok)
    /\ IF ok THEN /\ Goto("I", IF FIX_MM_COUNT THEN "D2_GrabMm" ELSE "D3_GetUsers")
                  /\ privs' = privs + 1 /\ UNCHANGED why
             ELSE DeinitNow("no_memory") /\ UNCHANGED privs
    /\ UNCHANGED <<tables, blocks, modref>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvmButWhy /\ UnchangedLocals
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
              /\ IF LowPages = 0
                   THEN Goto("I", "E2_ClearGuestHandle") /\ UNCHANGED walk
                   ELSE /\ walk' = [walk EXCEPT !["I"] = [WholeRange(1) EXCEPT !.end = LowPages]]
                        /\ Goto("I", "R_Test")
         ELSE UNCHANGED <<users, walk>> /\ Goto("I", "D3_TestList")
    /\ UNCHANGED <<count, prot, sync, torn, drain, zpage, priv, arg, uvcb>>
    /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedEnv

\* Whether v1 or its step D3b: priv is freed, and the synchronous path takes over.
MmGone == DeinitNow("mm_gone") /\ privs' = privs - 1

\* The list is read without a lock; as posted, whether exit_mmap has come to its end is not asked.
D3_TestList ==
    /\ At("I", "D3_TestList")
    /\ FIX_WAIT_EXIT => torn = "done"
    /\ IF dlist # <<>> \/ dlock # "none"
         THEN Goto("I", "E2_ClearGuestHandle") /\ UNCHANGED <<why, privs>>     \* D3c
         ELSE IF FIX_MM_COUNT THEN Goto("I", "D3b_DropMm") /\ UNCHANGED <<why, privs>> ELSE MmGone
    /\ UNCHANGED <<tables, blocks, modref>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvmButWhy /\ UnchangedLocals /\ UnchangedEnv

D3b_DropMm ==
    /\ At("I", "D3b_DropMm")
    /\ Mmdrop /\ MmGone
    /\ UNCHANGED <<users, prot, sync, torn, tables, blocks, modref>>
    /\ UnchangedKvmButWhy /\ UnchangedLocals /\ UnchangedEnv

-----------------------------------------------------------------------------
(* deferred_destroy.  As posted its failure path frees priv and nothing     *)
(* else: the references of D2 and D3 stay.                                  *)

E2_ClearGuestHandle ==
    /\ At("I", "E2_ClearGuestHandle")
    /\ priv' = [priv EXCEPT !["I"] = [stor |-> stor[cur], table |-> MarkedTable,
                                      handle |-> handle[cur], hasmm |-> users > 0]]
    /\ ghandle' = [ghandle EXCEPT ![cur] = 0]
    /\ Goto("I", IF users > 0 THEN "E3_ReplaceAsce" ELSE "E3_RemoveAsce")
    /\ UNCHANGED <<handle, stor, old, gtable, listed, fd, why, cur, walk, drain, zpage, arg, uvcb>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedPools /\ UnchangedEnv

FailDeferred ==
    /\ priv' = [priv EXCEPT !["I"] = NoPriv]
    /\ privs' = privs - 1
    /\ IF FIX_FAIL_REFERENCES
         THEN /\ why' = "failing"
              /\ Goto("I", IF priv["I"].hasmm THEN "FAIL_Mmput" ELSE "FAIL_DropMm")
         ELSE DeinitNow("fail_path")

E3_ReplaceAsce(ok) ==
    /\ At("I", "E3_ReplaceAsce")
    /\ Grants(ok, "alloc") /\ Spend(~ok)
    /\ ReplaceAsce(ok)
    /\ IF ok THEN Goto("I", "E4_CreateKthread") /\ UNCHANGED <<priv, privs, why>> ELSE FailDeferred
    /\ UNCHANGED <<handle, stor, ghandle, fd, cur, blocks, modref, walk, drain, zpage, arg, uvcb>>
    /\ UnchangedMemory /\ UnchangedMm /\ UNCHANGED <<proc, reboots, splat>>

\* The gmap is about to die anyway.
E3_RemoveAsce ==
    /\ At("I", "E3_RemoveAsce")
    /\ RemoveOldAsce
    /\ Goto("I", "E4_CreateKthread")
    /\ UNCHANGED <<handle, stor, ghandle, gtable, fd, why, cur>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

\* The thread is created, and does not run yet.
E4_CreateKthread(ok) ==
    LET k == KthreadNames[CHOOSE i \in Configs :
                /\ pc[KthreadNames[i]] = "None"
                /\ \A j \in 1 .. i - 1 : pc[KthreadNames[j]] # "None"]
    IN  /\ At("I", "E4_CreateKthread")
        /\ Grants(ok, "kthread") /\ Spend(~ok)
        /\ IF ok THEN /\ pc' = [pc EXCEPT !["I"] = "E5_ZeroPv", ![k] = "Created"]
                      /\ priv' = [priv EXCEPT !["I"] = NoPriv, ![k] = priv["I"]]
                      /\ modref' = IF FIX_MODULE_GET THEN modref + 1 ELSE modref
                      /\ UNCHANGED <<why, privs>>
                 ELSE FailDeferred /\ UNCHANGED modref
        /\ UNCHANGED <<tables, blocks>>
        /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvmButWhy
        /\ UNCHANGED <<walk, drain, zpage, arg, uvcb, proc, reboots, splat>>

E5_ZeroPv ==
    /\ At("I", "E5_ZeroPv")
    /\ handle' = [handle EXCEPT ![cur] = 0] /\ stor' = [stor EXCEPT ![cur] = 0]
    /\ old' = [old EXCEPT ![cur] = 0]
    /\ Goto("I", "E7_WakeUp")
    /\ UNCHANGED <<ghandle, gtable, listed, fd, why, cur>>
    /\ UnchangedMemory /\ UnchangedMm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

E7_WakeUp ==
    LET k == CHOOSE t \in Kthreads : pc[t] = "Created"
    IN  /\ At("I", "E7_WakeUp")
        /\ pc' = [pc EXCEPT !["I"] = AfterDeinit, ![k] = "K1_First"]
        /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals
        /\ UnchangedEnv

\* Repair: what deinit_vm_deferred took is given back.
FAIL_Mmput ==
    /\ At("I", "FAIL_Mmput")
    /\ Mmput("I")
    /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

FAIL_DropMm ==
    /\ At("I", "FAIL_DropMm")
    /\ Mmdrop /\ DeinitNow("fail_path")
    /\ UNCHANGED <<users, prot, sync, torn>>
    /\ UnchangedKvmButWhy /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv
=============================================================================
