package org.pvlazy.mm;

import org.jspecify.annotations.Nullable;

/** One call of out_of_memory with the locals of the notifier that it calls. On the stack of the allocating thread, and its alone. */
public final class OomRound {
    private final FreedPages freed = new FreedPages();
    private @Nullable OomNotifier current;
    private int position;
    private long before;

    OomRound() {}

    /** {@code *freed}: what the notifiers reported so far. */
    public FreedPages freed() {
        return freed;
    }

    /** The notifier that is called now or next; null before the first and after the last. */
    public @Nullable OomNotifier current() {
        return current;
    }

    /** Which one of the chain that is, from 1; 0 before the first. */
    public int position() {
        return position;
    }

    /** free_before of kvm_s390_pv_oom_notify (patch 12). */
    public long before() {
        return before;
    }

    /** The callback keeps what it read first. */
    public void setBefore(long pages) {
        before = pages;
    }

    void calls(@Nullable OomNotifier notifier, int place) {
        current = notifier;
        position = place;
        before = 0;
    }
}
