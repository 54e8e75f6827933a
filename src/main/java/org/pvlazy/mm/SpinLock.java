package org.pvlazy.mm;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A spinlock that an observer may ask for its holder. */
final class SpinLock extends ReentrantLock {
    private static final long serialVersionUID = 1;

    /** The thread that holds it, or null. */
    @Nullable
    Thread holder() {
        return getOwner();
    }
}
