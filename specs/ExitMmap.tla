------------------------------ MODULE ExitMmap ------------------------------
(***************************************************************************)
(* Patch 10 (with 03): the end of an address space, where its pages are    *)
(* exported or set aside, and the end of struct mm_struct.                 *)
(*                                                                         *)
(*   mm/mmap.c             exit_mmap                      X_Unmap          *)
(*   include/asm/pgtable.h ptep_get_and_clear_full        X_Unmap, Reap    *)
(*   arch/s390/kernel/uv.c uv_destroy_page_lazy           Z2_TestList,     *)
(*                                Z2a_Export, Z2c_AllocArray, Z3_Append    *)
(*   kernel/fork.c         __mmput                        X_DropMm         *)
(*   mm/oom_kill.c         __oom_reap_task_mm             Reap             *)
(*   (a holder of mm_users: vhost, /proc, swapoff)        HG_GetUsers,     *)
(*                                                        HP_Mmput         *)
(*                                                                         *)
(* Merged steps, and why no other thread can tell:                         *)
(*  - a page is unmapped, exported and released in one step: nobody can    *)
(*    reach it through an address space that has no users, and the reaper  *)
(*    holds the PTE lock against everybody who still can;                  *)
(*  - Z1, the set-aside reference, is taken with the unmap, and Z2b, its   *)
(*    put_page, goes with the export of Z2a: the page has no PTE, so only  *)
(*    this thread knows of it, or somebody who has a reference of his own; *)
(*  - Z2 with the decision of Z3: the first array page is looked up once;  *)
(*  - the mapping's reference, which the TLB batch drops, goes with the    *)
(*    last step of the page.                                               *)
(*                                                                         *)
(* With ListCapacity = 0 no array page can be had: Z1, Z2a and Z2b are the *)
(* export of X_Unmap, and Z2c fails every time.                            *)
(*                                                                         *)
(* Assumption [B]: exit_mmap runs once, in the thread that dropped         *)
(* mm_users to 0; no user comes back after that.  A page that is freed     *)
(* loses its flags, PG_arch_1 too.                                         *)
(***************************************************************************)
EXTENDS DestroyRange

SetAside == UNION {Elements(pfns[b]) : b \in Pages}

\* mmdrop.  Repair: whoever drops the last reference releases what nobody drained (destroy_context).
Mmdrop ==
    /\ count' = count - 1
    /\ IF FIX_MMDROP_DRAINS /\ count = 1 /\ arrays # {}
         THEN /\ UvReleasedAll(SetAside)
              /\ ref'  = [p \in Pages |-> IF p \in SetAside THEN ref[p] - 1 ELSE ref[p]]
              /\ flag' = [p \in Pages |-> IF p \in SetAside THEN FALSE ELSE flag[p]]
              /\ dlist' = <<>> /\ arrays' = {} /\ pfns' = [b \in Pages |-> <<>>]
              /\ UNCHANGED <<mapped, leaked, dlock>>
         ELSE UnchangedMemory

\* What follows an mmput that did not drop the last user, or the end of exit_mmap.
AfterMmput(t) ==
    CASE t = "M"          -> "HG_GetUsers"
      [] t # "I"          -> "K4_DestroyConf"
      [] why = "none"     -> IdleOrDone(fd, proc)
      [] why = "failing"  -> "FAIL_DropMm"
      [] FIX_DETACH_FIRST -> "N3_ClearGuestHandle"
      [] OTHER            -> "N2_DestroyConf"

Mapped == {p \in Pages : mapped[p]}
AfterPage(t, rest) == Goto(t, IF rest = {} THEN "X_DropMm" ELSE "X_Unmap")

Mmput(t) ==
    /\ users' = users - 1
    /\ IF users = 1
         THEN torn' = "running" /\ AfterPage(t, Mapped)
         ELSE UNCHANGED torn /\ Goto(t, AfterMmput(t))
    /\ UNCHANGED <<count, prot, sync>>

\* ptep_get_and_clear_full without setting aside, and the end of the mapping's reference.
\* The return code of the export is ignored, as posted; the page is freed all the same.
UnmapAndExport(p, a, next) ==
    LET failed == prot > 0 /\ a = "error"
        kept   == failed /\ FIX_EXPORT_FAILURE
        secure == owner[p] # 0 /\ (prot = 0 \/ failed)
    IN  /\ a = "error" => prot > 0
        /\ Answers(a, "export") /\ a # "busy"
        /\ Spend(a = "error")
        /\ IF ref[p] = 1 /\ secure /\ ~kept
             THEN SplatAnd("secure_page_freed")
             ELSE /\ mapped' = [mapped EXCEPT ![p] = FALSE]
                  /\ ref' = IF kept THEN ref ELSE [ref EXCEPT ![p] = @ - 1]
                  /\ leaked' = IF kept THEN leaked \cup {p} ELSE leaked
                  /\ IF prot > 0 /\ ~failed THEN UvReleased(p) ELSE UnchangedUv
                  /\ flag' = [flag EXCEPT ![p] = @ /\ (kept \/ (ref[p] > 1 /\ (prot = 0 \/ failed)))]
                  /\ next
                  /\ UnchangedList /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
                  /\ UnchangedLocals /\ UNCHANGED <<proc, reboots, splat>>

SetsAside == prot > 0 /\ ~sync /\ ListCapacity > 0

X_Unmap(t, a) ==
    LET p == CHOOSE q \in Pages : mapped[q] /\ \A o \in Pages : mapped[o] => q <= o
    IN  /\ At(t, "X_Unmap")
        /\ IF SetsAside
             THEN /\ a = "ok"
                  /\ mapped' = [mapped EXCEPT ![p] = FALSE]
                  /\ ref' = [ref EXCEPT ![p] = @ + 1]
                  /\ zpage' = [zpage EXCEPT ![t] = [page |-> p, lazy |-> 0]]
                  /\ Goto(t, "Z2_TestList")
                  /\ UnchangedUv /\ UNCHANGED <<flag, leaked, walk, drain, priv, arg, uvcb>>
                  /\ UnchangedList /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
                  /\ UnchangedEnv
             ELSE UnmapAndExport(p, a, AfterPage(t, Mapped \ {p}))

X_DropMm(t) ==
    /\ At(t, "X_DropMm")
    /\ torn' = "done" /\ Mmdrop
    /\ Goto(t, AfterMmput(t))
    /\ UNCHANGED <<users, prot, sync>>
    /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

-----------------------------------------------------------------------------
(* uv_destroy_page_lazy *)

Z2_TestList(t) ==
    LET first == IF dlist = <<>> THEN 0 ELSE Head(dlist)
        full  == IF first = 0 THEN TRUE ELSE Len(pfns[first]) >= ListCapacity
    IN  /\ At(t, "Z2_TestList")
        /\ zpage' = [zpage EXCEPT ![t].lazy = first]
        /\ Goto(t, IF full THEN "Z2a_Export" ELSE "Z3_Append")
        /\ UnchangedMemory /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
        /\ UNCHANGED <<walk, drain, priv, arg, uvcb>> /\ UnchangedEnv

\* The export that pays for an array page.  If it fails the page is leaked on purpose.
Z2a_Export(t, a) ==
    LET p == zpage[t].page
    IN  /\ At(t, "Z2a_Export")
        /\ Answers(a, "export") /\ a # "busy" /\ Spend(a = "error")
        /\ ref' = [ref EXCEPT ![p] = @ - 1]     \* Z1's reference, or the mapping's
        /\ IF a = "ok"
             THEN /\ UvReleased(p) /\ flag' = [flag EXCEPT ![p] = FALSE]
                  /\ Goto(t, "Z2c_AllocArray") /\ UNCHANGED <<zpage, leaked>>
             ELSE /\ UnchangedUv /\ leaked' = leaked \cup {p}
                  /\ zpage' = [zpage EXCEPT ![t] = NoZpage]
                  /\ AfterPage(t, Mapped) /\ UNCHANGED flag
        /\ UNCHANGED mapped /\ UnchangedList /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
        /\ UNCHANGED <<walk, drain, priv, arg, uvcb, proc, reboots, splat>>

\* GFP_ATOMIC, and not very hard.
Z2c_AllocArray(t, ok) ==
    LET b == Lowest(arrays)
    IN  /\ At(t, "Z2c_AllocArray")
        /\ Grants(ok, "alloc") /\ Spend(~ok)
        /\ IF ok THEN arrays' = arrays \cup {b} /\ dlist' = <<b>> \o dlist
                 ELSE UNCHANGED <<arrays, dlist>>
        /\ ref' = [ref EXCEPT ![zpage[t].page] = @ - 1]
        /\ zpage' = [zpage EXCEPT ![t] = NoZpage]
        /\ AfterPage(t, Mapped)
        /\ UNCHANGED <<dlock, pfns, mapped, flag, leaked>> /\ UnchangedUv /\ UnchangedMm
        /\ UnchangedKvm /\ UnchangedPools
        /\ UNCHANGED <<walk, drain, priv, arg, uvcb, proc, reboots, splat>>

\* The array page may have been drained and freed since Z2.
Z3_Append(t) ==
    LET p == zpage[t].page
        b == zpage[t].lazy
    IN  /\ At(t, "Z3_Append")
        /\ IF b \notin arrays
             THEN Splat("array_use_after_free")
             ELSE /\ pfns' = [pfns EXCEPT ![b] = Append(@, p)]
                  /\ ref' = [ref EXCEPT ![p] = @ - 1]
                  /\ zpage' = [zpage EXCEPT ![t] = NoZpage]
                  /\ AfterPage(t, Mapped)
                  /\ UNCHANGED <<dlist, dlock, arrays, mapped, flag, leaked>> /\ UnchangedUv
                  /\ UnchangedMm /\ UnchangedKvm /\ UnchangedPools
                  /\ UNCHANGED <<walk, drain, priv, arg, uvcb>> /\ UnchangedEnv

-----------------------------------------------------------------------------
(* Others who have to do with the address space *)

HG_GetUsers(t) ==
    /\ Holders /\ At(t, "HG_GetUsers")
    /\ users > 0
    /\ users' = users + 1
    /\ Goto(t, "HP_Mmput")
    /\ UNCHANGED <<count, prot, sync, torn>>
    /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

HP_Mmput(t) ==
    /\ At(t, "HP_Mmput")
    /\ Mmput(t)
    /\ UnchangedMemory /\ UnchangedKvm /\ UnchangedPools /\ UnchangedLocals /\ UnchangedEnv

\* full = 0: exported, never set aside.
Reap(p, a) ==
    /\ Reaper /\ splat = {} /\ users > 0 /\ mapped[p]
    /\ UnmapAndExport(p, a, UNCHANGED pc)
=============================================================================
