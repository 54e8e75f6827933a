package org.pvlazy.mm;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;

/** out_of_memory and the chain of notifiers that it asks before it kills. One per host. */
public final class OutOfMemory {
    private final Probe probe;
    private final OomNotifierChain chain = new OomNotifierChain();
    /** oom_lock: one thread at a time looks for memory. */
    private final ReentrantLock oomLock = new ReentrantLock();
    /** How often the OOM killer picked a victim. */
    private final AtomicInteger kills = new AtomicInteger();

    /** A host whose chain is empty. */
    public OutOfMemory(Probe probe) {
        this.probe = probe;
    }

    /** oom_notify_list. */
    public OomNotifierChain chain() {
        return chain;
    }

    /** How often the OOM killer picked a victim. */
    public int kills() {
        return kills.get();
    }

    /**
     * out_of_memory.
     *
     * @param memcg a memory control group has reached its limit; then nobody is notified
     * @return true if the notifiers reported memory, and the allocator is to try again without a kill
     */
    public boolean outOfMemory(boolean memcg) {
        OomRound round = new OomRound(memcg);
        probe.at(Step.OM_LOCK, round);
        oomLock.lock();
        try {
            if (!memcg) {
                callChain(round);
            }
            probe.at(Step.OM_DECIDE, round);
            if (round.freed().pages() > 0) {
                return true;
            }
            kills.incrementAndGet();
            return false;
        } finally {
            oomLock.unlock();
        }
    }

    /** blocking_notifier_call_chain. Nobody registers or unregisters before the last callback has returned. */
    private void callChain(OomRound round) {
        chain.lock();
        try {
            round.goTo(chain.notifiers());
            while (!round.rest().isEmpty()) {
                probe.at(Step.OM_CALL, round);
                round.rest().get(0).call(round);
                round.goTo(round.rest().subList(1, round.rest().size()));
            }
        } finally {
            chain.unlock();
        }
    }
}
