---------------------------- MODULE RecordedRuns ----------------------------
(***************************************************************************)
(* Recordings of free threads: what every thread did, and between which    *)
(* two ticks of a common clock.  Whatever the specification, its module    *)
(* Trace* extends this one and says what an event is there.                *)
(*                                                                         *)
(* A run is a record:                                                      *)
(*   threads  their names; "" for a kthread, which has none yet            *)
(*   events   for each thread a sequence of events                         *)
(*   crashed  the thread whose last event found a mistake; 0 none          *)
(*   last     the variables when the machine came to rest, as a record; if *)
(*            it crashed, what was reported                                *)
(*                                                                         *)
(* An event is a record: action, its parameters p, v and a, begin, end,    *)
(* maybe (possibly nothing happened), child (the kthread created; 0 none). *)
(***************************************************************************)
EXTENDS Naturals, Sequences, TLC

CONSTANT Runs   \* those to be judged

VARIABLES
    run,        \* the number of the one whose turn it is
    taken,      \* for each of its threads, how many events have been taken
    called      \* for each of its threads, its name in the specification; "" if it has none yet

RunVars == <<run, taken, called>>

\* TLC evaluates a definition once, and what replaces a constant every time that it is asked for.
AllRuns == Runs

This == AllRuns[run]
Recorded == DOMAIN This.threads
Left(r) == taken[r] < Len(This.events[r])
Event(r) == This.events[r][taken[r] + 1]

\* No event that is still to come has ended before this one began.
MayCome(r) == Left(r) /\ \A o \in Recorded : Left(o) => Event(r).begin < Event(o).end

\* A kthread has the first name that no kthread alive has; "" if there is none.
LivesOn(r) == called[r] # "" /\ (taken'[r] < Len(This.events[r]) \/ This.events[r] = <<>>)
NamesInUse == {called[r] : r \in {o \in Recorded : LivesOn(o)}}
FirstName(names) ==
    LET free == {i \in 1 .. 4 : "K" \o ToString(i) \in names \ NamesInUse}
    IN  IF free = {} THEN "" ELSE "K" \o ToString(CHOOSE i \in free : \A j \in free : i <= j)

\* The thread's next event is taken; what happens in it, the specification says.
Advance(r, kthreads) ==
    /\ MayCome(r) /\ called[r] # ""
    /\ taken' = [taken EXCEPT ![r] = @ + 1]
    /\ called' = IF Event(r).child = 0
                 THEN called
                 ELSE [called EXCEPT ![Event(r).child] = FirstName(kthreads)]
    /\ UNCHANGED run

RunsInit ==
    /\ run \in DOMAIN AllRuns
    /\ taken = [r \in Recorded |-> 0]
    /\ called = This.threads

AllOver == This.crashed = 0 /\ \A r \in Recorded : ~Left(r)
Crashed == This.crashed # 0 /\ ~Left(This.crashed)

\* This event is the one in which the mistake was found.
Crashes(r) == r = This.crashed /\ taken[r] + 1 = Len(This.events[r])

\* Says that a behaviour explains the run.
Accept == PrintT(<<"accepted", run>>)
=============================================================================
