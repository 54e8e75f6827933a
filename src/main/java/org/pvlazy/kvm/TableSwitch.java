package org.pvlazy.kvm;

import org.jspecify.annotations.Nullable;

/** The locals of kvm_s390_pv_replace_asce (patch 02). On the stack of the thread that gives a configuration up. */
public final class TableSwitch {
    private final @Nullable Object caller;
    private int table;
    private boolean tableLocked;
    private boolean mmapLocked;

    TableSwitch(@Nullable Object caller) {
        this.caller = caller;
    }

    /** What the function that called it keeps on the stack: DeferredPriv or UvcResult. */
    public @Nullable Object caller() {
        return caller;
    }

    /** The new table; 0 before it is allocated, and when it is the one in use. */
    public int table() {
        return table;
    }

    /** Repair: whether this thread holds guest_table_lock. */
    public boolean tableLocked() {
        return tableLocked;
    }

    /** Repair: whether this thread holds mmap_lock for writing. */
    public boolean mmapLocked() {
        return mmapLocked;
    }

    void allocated(int page) {
        table = page;
    }

    void setLocked(boolean tableLock, boolean mmapLock) {
        tableLocked = tableLock;
        mmapLocked = mmapLock;
    }
}
