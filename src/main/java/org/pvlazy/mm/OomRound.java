package org.pvlazy.mm;

import java.util.List;

/** One call of out_of_memory with the locals of the notifier that it calls. On the stack of the allocating thread, and its alone. */
public final class OomRound {
    private final boolean memcg;
    private final FreedPages freed = new FreedPages();
    private List<OomNotifier> rest = List.of();
    private long before;

    OomRound(boolean memcg) {
        this.memcg = memcg;
    }

    /** Whether a memory control group has reached its limit, and not the host. */
    public boolean memcg() {
        return memcg;
    }

    /** {@code *freed}: what the notifiers reported so far. */
    public FreedPages freed() {
        return freed;
    }

    /** The notifier that is called now or next, and those behind it. */
    public List<OomNotifier> rest() {
        return rest;
    }

    /** free_before of kvm_s390_pv_oom_notify (patch 12). */
    public long before() {
        return before;
    }

    /** The callback keeps what it read first. */
    public void setBefore(long pages) {
        before = pages;
    }

    /** The chain is taken, or the callback of the first one has returned. */
    void goTo(List<OomNotifier> notifiers) {
        rest = notifiers;
        before = 0;
    }
}
