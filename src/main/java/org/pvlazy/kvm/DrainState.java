package org.pvlazy.kvm;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pvlazy.mm.ArrayPage;

/** The locals of list_for_each_entry_safe over deferred_list (patch 10), with the page that s390_uv_destroy_pfns is at. */
public final class DrainState extends PfnBatch {
    private final DrainCounter counter;
    private @Nullable ArrayPage current;
    private @Nullable ArrayPage next;
    private boolean locked;

    DrainState(DrainCounter counter) {
        super(new int[0]);
        this.counter = counter;
    }

    /** The array page that the loop is at; null before the first and after the last. */
    public @Nullable ArrayPage current() {
        return current;
    }

    /** The one that the loop has read ahead; null if that is the head of the list. */
    public @Nullable ArrayPage next() {
        return next;
    }

    /** Whether this thread holds the mutex of the repair. */
    public boolean locked() {
        return locked;
    }

    @Override
    void put(BooleanSupplier put) {
        counter.put(put);
    }

    @Override
    boolean setAside() {
        return true;
    }

    void goTo(@Nullable ArrayPage array, @Nullable ArrayPage behind) {
        current = array;
        next = behind;
    }

    void setLocked(boolean holds) {
        locked = holds;
    }
}
