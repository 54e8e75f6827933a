package org.pvlazy.kvm;

import org.jspecify.annotations.Nullable;

/**
 * What the page allocator could tell of a round of out_of_memory: how many pages a zombie's kthread gave back while an allocator waited
 * for just that. Nothing in the code looks at it; an observer may.
 */
public final class OomAudit {
    /** Guarded by this. */
    private @Nullable DeferredPriv waitedFor;
    /** Guarded by this. */
    private int call;
    /** Guarded by this. */
    private int round;

    OomAudit() {}

    /** Pages that went back during the callback that runs now; 0 when none runs. */
    public synchronized int call() {
        return call;
    }

    /** The same summed up over the callbacks of this round; 0 outside of a round. */
    public synchronized int round() {
        return round;
    }

    synchronized void callbackBegins(DeferredPriv priv) {
        waitedFor = priv;
        call = 0;
    }

    synchronized void callbackEnds() {
        waitedFor = null;
        call = 0;
    }

    synchronized void roundEnds() {
        round = 0;
    }

    /** The kthread of this zombie has given one page back to the allocator. */
    synchronized void returned(DeferredPriv priv) {
        if (priv == waitedFor) {
            call++;
            round++;
        }
    }
}
