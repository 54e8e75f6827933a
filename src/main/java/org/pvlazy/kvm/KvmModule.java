package org.pvlazy.kvm;

import java.util.concurrent.atomic.AtomicInteger;

/** The kvm module: its text can be unloaded once nobody has a reference on it. */
public final class KvmModule {
    private final AtomicInteger references;

    /** Every open VM fd holds one. */
    KvmModule(int openFds) {
        references = new AtomicInteger(openFds);
    }

    /** module_refcount. */
    public int references() {
        return references.get();
    }

    /** __module_get. */
    void get() {
        references.incrementAndGet();
    }

    /** module_put. */
    void put() {
        references.decrementAndGet();
    }
}
