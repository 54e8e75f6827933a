--------------------------- MODULE TraceLifecycle ---------------------------
(***************************************************************************)
(* Judges a recording of free threads: what every thread did, and between  *)
(* which two ticks of a common clock.  A behaviour explains the recording  *)
(* if it takes every event, in an order that the intervals allow, and      *)
(* comes to rest where the machine did.  Then NotAccepted is violated: the *)
(* violation is the acceptance.                                            *)
(*                                                                         *)
(* An event is a record: action, its parameters p, v and a, begin, end,    *)
(* maybe (possibly nothing happened), child (the kthread created; 0 none). *)
(* The module that has a recording extends this one.                       *)
(***************************************************************************)
EXTENDS Lifecycle

CONSTANTS
    TraceThreads,   \* the threads of the recording, as the specification names them; "" for a kthread
    Trace,          \* for each of them a sequence of events
    Last            \* a record: the variables when the machine came to rest

VARIABLES
    taken,      \* for each thread of the recording, how many of its events have been taken
    called      \* for each thread of the recording, its name in the specification; "" if it has none yet

Recorded == 1 .. Len(TraceThreads)
Left(r) == taken[r] < Len(Trace[r])
Event(r) == Trace[r][taken[r] + 1]

\* No event that is still to come has ended before this one began.
MayCome(r) == Left(r) /\ \A o \in Recorded : Left(o) => Event(r).begin < Event(o).end

\* A kthread has the first name that no kthread alive has.
Lives(r) == called[r] # "" /\ (taken'[r] < Len(Trace[r]) \/ Len(Trace[r]) = 0)
NamesInUse == {called[r] : r \in {o \in Recorded : Lives(o)}}
FirstFree == KthreadNames[CHOOSE i \in 1 .. Len(KthreadNames) :
    /\ KthreadNames[i] \notin NamesInUse
    /\ \A j \in 1 .. i - 1 : KthreadNames[j] \in NamesInUse]

Does(e, t) ==
    LET n == e.action
        a == e.a
        ok == e.a = "ok"
    IN  \/ n = "Enable" /\ Enable(e.v)
        \/ n = "Unpack" /\ Unpack(e.p)
        \/ n = "Disable" /\ Disable(e.v)
        \/ n = "Exit" /\ Exit
        \/ n = "Close" /\ Close(e.v)
        \/ n = "A1_AllocVm" /\ A1_AllocVm(ok)
        \/ n = "C1_CreateConf" /\ C1_CreateConf(a)
        \/ n = "C2_SetSync" /\ C2_SetSync
        \/ n = "C3_IncProtected" /\ C3_IncProtected
        \/ n = "C4_DecProtected" /\ C4_DecProtected
        \/ n = "C5_SetGuestHandle" /\ C5_SetGuestHandle
        \/ n = "C6_CreateCpus" /\ C6_CreateCpus(ok)
        \/ n = "M1_MakeSecure" /\ M1_MakeSecure(t, a)
        \/ n = "Fault3e" /\ Fault3e(e.p)
        \/ n = "Violation3f" /\ Violation3f(e.p)
        \/ n = "Access3d" /\ Access3d(e.p)
        \/ n = "HostAccess3d" /\ HostAccess3d(e.p)
        \/ n = "CP_DestroyCpus" /\ CP_DestroyCpus
        \/ n = "D1_AllocPriv" /\ D1_AllocPriv(ok)
        \/ n = "D2_GrabMm" /\ D2_GrabMm
        \/ n = "D3_GetUsers" /\ D3_GetUsers
        \/ n = "D3_TestList" /\ D3_TestList
        \/ n = "D3b_DropMm" /\ D3b_DropMm
        \/ n = "E2_ClearGuestHandle" /\ E2_ClearGuestHandle
        \/ n = "E3_ReplaceAsce" /\ E3_ReplaceAsce(ok)
        \/ n = "E3_RemoveAsce" /\ E3_RemoveAsce
        \/ n = "E4_CreateKthread" /\ E4_CreateKthread(ok)
        \/ n = "E5_ZeroPv" /\ E5_ZeroPv
        \/ n = "E7_WakeUp" /\ E7_WakeUp
        \/ n = "FAIL_Mmput" /\ FAIL_Mmput
        \/ n = "FAIL_DropMm" /\ FAIL_DropMm
        \/ n = "N1_GetUsers" /\ N1_GetUsers
        \/ n = "N1_Mmput" /\ N1_Mmput
        \/ n = "N2_DestroyConf" /\ N2_DestroyConf(a)
        \/ n = "N3_ClearGuestHandle" /\ N3_ClearGuestHandle
        \/ n = "N4_DecProtected" /\ N4_DecProtected
        \/ n = "N6_Dealloc" /\ N6_Dealloc
        \/ n = "N6_ReplaceAsce" /\ N6_ReplaceAsce(ok)
        \/ n = "R_Test" /\ R_Test(t)
        \/ n = "R_Gather" /\ R_Gather(t)
        \/ n = "P_DestroyUvc" /\ P_DestroyUvc(t, a)
        \/ n = "P_Export" /\ P_Export(t, a)
        \/ n = "P_ClearFlag" /\ P_ClearFlag(t)
        \/ n = "P_Put" /\ P_Put(t)
        \/ n = "K1_First" /\ K1_First(t)
        \/ n = "K1_ListDel" /\ K1_ListDel(t)
        \/ n = "K1_FreeArray" /\ K1_FreeArray(t)
        \/ n = "X_Unmap" /\ X_Unmap(t, a)
        \/ n = "X_DropMm" /\ X_DropMm(t)
        \/ n = "Z2_TestList" /\ Z2_TestList(t)
        \/ n = "Z2a_Export" /\ Z2a_Export(t, a)
        \/ n = "Z2c_AllocArray" /\ Z2c_AllocArray(t, ok)
        \/ n = "Z3_Append" /\ Z3_Append(t)
        \/ n = "HG_GetUsers" /\ HG_GetUsers(t)
        \/ n = "HP_Mmput" /\ HP_Mmput(t)
        \/ n = "Reap" /\ Reap(e.p, a)
        \/ n = "K3b_ReadUsers" /\ K3b_ReadUsers(t)
        \/ n = "K3b_SetSync" /\ K3b_SetSync(t)
        \/ n = "K3c_Mmput" /\ K3c_Mmput(t)
        \/ n = "K4_DestroyConf" /\ K4_DestroyConf(t, a)
        \/ n = "K5_Leak" /\ K5_Leak(t)
        \/ n = "K6_DecProtected" /\ K6_DecProtected(t)
        \/ n = "K7_DropMm" /\ K7_DropMm(t)
        \/ n = "K8_FreeDonated" /\ K8_FreeDonated(t)
        \/ n = "F1_DestroyCpus" /\ F1_DestroyCpus
        \/ n = "F2_RemoveGmap" /\ F2_RemoveGmap
        \/ n = "F3_DropMm" /\ F3_DropMm
        \/ n = "EX_Mmput" /\ EX_Mmput

Take(r) ==
    LET e == Event(r)
    IN  /\ MayCome(r) /\ called[r] # ""
        /\ taken' = [taken EXCEPT ![r] = @ + 1]
        /\ called' = IF e.child = 0 THEN called ELSE [called EXCEPT ![e.child] = FirstFree]
        /\ \/ Does(e, called[r])
           \/ e.maybe /\ UNCHANGED vars

TraceInit ==
    /\ Init
    /\ taken = [r \in Recorded |-> 0]
    /\ called = [r \in Recorded |-> TraceThreads[r]]

TraceNext == \E r \in Recorded : Take(r)

Rests ==
    /\ ust = Last.ust /\ ucpus = Last.ucpus /\ uasce = Last.uasce /\ ustor = Last.ustor
    /\ owner = Last.owner /\ secret = Last.secret /\ shared = Last.shared
    /\ users = Last.users /\ count = Last.count /\ prot = Last.prot /\ sync = Last.sync /\ torn = Last.torn
    /\ dlist = Last.dlist /\ dlock = Last.dlock /\ arrays = Last.arrays /\ pfns = Last.pfns
    /\ mapped = Last.mapped /\ ref = Last.ref /\ flag = Last.flag /\ leaked = Last.leaked
    /\ handle = Last.handle /\ stor = Last.stor /\ old = Last.old /\ ghandle = Last.ghandle
    /\ gtable = Last.gtable /\ listed = Last.listed /\ fd = Last.fd /\ why = Last.why /\ cur = Last.cur
    /\ tables = Last.tables /\ blocks = Last.blocks /\ privs = Last.privs /\ modref = Last.modref
    /\ pc = Last.pc /\ walk = Last.walk /\ drain = Last.drain /\ zpage = Last.zpage /\ priv = Last.priv
    /\ arg = Last.arg /\ uvcb = Last.uvcb
    /\ proc = Last.proc /\ reboots = Last.reboots /\ budget = Last.budget /\ splat = Last.splat

NotAccepted == ~((\A r \in Recorded : ~Left(r)) /\ Rests)
=============================================================================
