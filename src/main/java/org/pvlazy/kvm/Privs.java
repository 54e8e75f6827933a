package org.pvlazy.kvm;

import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.Splat;

/** kmalloc and kfree of struct deferred_priv. */
public final class Privs {
    private final Sanitizer sanitizer;
    /** Guarded by this. */
    private int allocated;
    /** Guarded by this. */
    private int leakedOnPurpose;

    Privs(Sanitizer sanitizer) {
        this.sanitizer = sanitizer;
    }

    /** How many are allocated. */
    public synchronized int allocated() {
        return allocated;
    }

    /** How many of them the deferred thread left behind as posted because the configuration could not be destroyed (K5). */
    public synchronized int leakedOnPurpose() {
        return leakedOnPurpose;
    }

    synchronized DeferredPriv allocate() {
        allocated++;
        return new DeferredPriv();
    }

    synchronized void free(DeferredPriv priv) {
        checkAllocated(priv);
        priv.markFreed();
        allocated--;
    }

    void checkAllocated(DeferredPriv priv) {
        if (priv.freed()) {
            throw sanitizer.report(Splat.DOUBLE_FREE, "priv of configuration " + priv.handle());
        }
    }

    /** Reports a {@link Splat#PRIV_USE_AFTER_FREE} if the priv is about to be used after it was freed. */
    void checkLive(DeferredPriv priv) {
        if (priv.freed()) {
            throw sanitizer.report(Splat.PRIV_USE_AFTER_FREE, "priv of configuration " + priv.handle());
        }
    }

    synchronized void leakOnPurpose() {
        leakedOnPurpose++;
    }
}
