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

\* A kthread has destroyed what an array page held.
NeverDrained == ~\E k \in Kthreads : pc[k] = "K1_FreeArray" /\ pfns[drain[k].cur] # <<>>

\* A second array page is put before a full one.
NeverTwoArrays == Len(dlist) < 2

\* The last mmput is a kthread's, or that of somebody who has nothing to do with KVM.
NeverExitsInKthread == \A k \in Kthreads : pc[k] # "X_DropMm"
NeverExitsInHolder  == pc["M"] # "Z3_Append"

\* The VM is closed while the process lives on.
NeverClosesFirst == ~(fd[1] = "gone" /\ proc = "alive" /\ users > 1)

\* A page is leaked on purpose.
NeverLeaksOnPurpose == leaked = {}

\* Z2c finds no memory; the next page asks again.
NeverWithoutArray == ~(budget < MaxFailures /\ \E t \in Exiters : pc[t] = "Z2c_AllocArray" /\ arrays = {})

\* The OOM reaper unmaps a page that a walk has gathered.
NeverReaped == ~\E t \in Walkers, p \in Pages : ~mapped[p] /\ pc[t] = "P_Put" /\ p = Head(walk[t].batch)
=============================================================================
