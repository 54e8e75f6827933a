----------------------- MODULE GuestTablesProperties -----------------------
(***************************************************************************)
(* What the slice "tables" claims.  S and L numbers are those of the       *)
(* project's property list (specs/README.md says each in a sentence).      *)
(***************************************************************************)
EXTENDS GuestTables

-----------------------------------------------------------------------------
(* S14, crst_list: the rule, and what it is for *)

\* The I/O thread is about to change the list, outside of what a later step locks by itself.
IoChangesList == pc["I"] \in {"E3a_Unlist", "E3c_ListAdd"}
                 \/ (pc["I"] = "N6_ListAgain" /\ ~FIX_TABLE_LOCK)

ListUnderLock ==
    /\ IoChangesList => gtlock = "I"
    /\ \A v \in Vcpus : pc[v] = "LT_ListAdd" => gtlock = v

ListChangedAlone ==
    Cardinality({v \in Vcpus : pc[v] = "LT_ListAdd"}) + (IF IoChangesList THEN 1 ELSE 0) <= 1

ListedAllocated == listed \subseteq Tables

(* S14, host_to_guest *)

HostToGuestReachable ==
    (h2g # 0 /\ gtable \in Tables) =>
        IF SegmentTop THEN h2g = gtable ELSE entry[gtable] = h2g

HostToGuestAllocated == h2g # 0 => h2g \in Tables

(* S14, tables that are loaded or in use *)

GmapAllocated == fd # "gone" => {gtable, gasce, casce} \subseteq Tables

NoFreedTableLoaded ==
    \A v \in Vcpus : vasce[v] # 0 =>
        /\ vasce[v] \in Tables
        /\ SegmentTop \/ entry[vasce[v]] \in Tables \cup {0}

\* Once the table is replaced, a flush of the gmap's ASCE reaches every CPU in SIE.
FlushReachesCpus ==
    pc["I"] \notin {"E3f_SetContextAsce", "E3g_SetTable", "E3h_KickCpus"} =>
        \A v \in Vcpus : vasce[v] \in {0, casce}

NoTableUseAfterFree == "table_use_after_free" \notin splat
NoTableDoubleFree   == "table_double_free" \notin splat

(* S13 *)

AsceUnique ==
    /\ (pc["I"] = "Idle" /\ CanEnable) => ~UvMarked(gtable)
    /\ \A c, d \in UvLive : c # d => uasce[c] # uasce[d]

(* S4 for tables *)

MarkedAllocated == \A c \in UvLive : uasce[c] \in Tables

(* Leaks: at the end only the table of a broken configuration is left. *)

OnlyBrokenHold == Tables \subseteq {uasce[c] : c \in {d \in Configs : ust[d] = "broken"}}
Quiescent == pc["I"] = "Done" /\ \A k \in Kthreads : pc[k] = "None"
TablesReturned == Quiescent => OnlyBrokenHold

\* A configuration that could not be destroyed, and may yet be: somebody knows its table.
MarkedRemembered == (pc["I"] = "Idle" /\ handle # 0) => uasce[handle] \in {gtable, old}

(* L6: what __gmap_link is to insert can be inserted. *)

LinkSucceeds == \A v \in Vcpus :
    (pc[v] = "LT_Link" /\ lower[v] \in Tables) => ~Collides(lower[v])

-----------------------------------------------------------------------------
(* Liveness.  Threads are scheduled, locks are fair, CPUs leave SIE now and  *)
(* then, and the fd is closed in the end.  Reboots are not promised.         *)

IStep ==
    \/ E3a_Unlist \/ E3b_Alloc(TRUE) \/ E3b_Alloc(FALSE) \/ E3c_ListAdd \/ E3d_Copy
    \/ E3e_SetAsce \/ E3f_SetContextAsce \/ E3g_SetTable \/ E3h_KickCpus
    \/ N2_DestroyConf("ok") \/ N2_DestroyConf("error") \/ F2_RemoveGmap

KStep(k) == K4_DestroyConf(k, "ok") \/ K4_DestroyConf(k, "error") \/ K8_FreeDonated(k)

HandlerStep(v) == LT_Alloc(v, TRUE) \/ LT_Alloc(v, FALSE) \/ LT_ListAdd(v) \/ LT_Store(v)
                  \/ LT_Unlock(v)

LocksAreFair ==
    /\ SF_vars(E3l_TakeLocks) /\ SF_vars(N6_ListAgain)
    /\ \A v \in Vcpus : SF_vars(LT_ReadTable(v)) /\ SF_vars(LT_Lock(v)) /\ SF_vars(LT_Link(v))

ThreadsRun ==
    /\ WF_vars(IStep)
    /\ \A k \in Kthreads : WF_vars(KStep(k))
    /\ \A v \in Vcpus : WF_vars(HandlerStep(v))
    /\ LocksAreFair

\* For what comes back: the VM is closed.
ClosingSpec == Spec /\ ThreadsRun /\ SF_vars(Close) /\ \A v \in Vcpus : WF_vars(ExitSie(v))

\* For what the guest gets: it keeps entering SIE and touching the address.
GuestRunsSpec ==
    Spec /\ ThreadsRun /\ \A v \in Vcpus : WF_vars(EnterSie(v)) /\ SF_vars(GuestFault(v))

\* A machine that has stopped promises nothing; that it never stops is NoTableUseAfterFree.
Stopped == splat # {}

\* L3 for tables
TablesComeBack == <>[](OnlyBrokenHold \/ Stopped)

\* L6: a fault is resolved some time, unless the VM is closed.
Mapped == gtable \in Tables /\ Translates(gtable)
FaultsResolve ==
    \A v \in Vcpus : pc[v] = "LT_ReadTable" ~> (Mapped \/ fd # "open" \/ Stopped)
=============================================================================
