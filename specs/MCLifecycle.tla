------------------------------ MODULE MCLifecycle ---------------------------
(***************************************************************************)
(* Root module of every model of the lifecycle: the properties, and the    *)
(* witnesses.  A witness claims that an interesting situation never        *)
(* arises; TLC must find that it does.                                     *)
(***************************************************************************)
EXTENDS LifecycleProperties

Running(k) == pc[k] \notin {"None", "Created"}

\* Two zombies of one mm are being cleaned at once.
NeverTwoZombies == \A k, l \in Kthreads : k # l => ~(Running(k) /\ Running(l))

\* A zombie keeps the address space of a process that has exited.
NeverOutlivesProcess == ~(/\ proc = "exited" /\ pc["I"] \in {"Idle", "Done"}
                          /\ torn = "no" /\ \E k \in Kthreads : Running(k))

\* The lazy path gives up and the synchronous one destroys the configuration.
NeverFallsBack == ~(why \in {"no_memory", "fail_path"} /\ pc["I"] = "N6_Dealloc")

\* The Ultravisor refuses to destroy a zombie.
NeverBroken == ~\E k \in Kthreads : pc[k] = "K5_Leak"
=============================================================================
