package org.pvlazy.kvm;

import java.util.function.BooleanSupplier;

/** struct reset_walk_state with the locals of s390_uv_destroy_range (patch 06). */
public final class ResetWalkState extends PfnBatch {
    private final int users;
    private final int end;
    private int next;
    private int r = 1;

    ResetWalkState(int users, int start, int end, int batchSize) {
        super(new int[batchSize]);
        this.users = users;
        this.end = end;
        next = start;
    }

    /** The walk goes on while mm_users is greater than this. */
    public int users() {
        return users;
    }

    /** Where the next walk begins. A walk that met no present page leaves it. */
    public int next() {
        return next;
    }

    /** Where the walk ends, included. */
    public int end() {
        return end;
    }

    /** What the last walk returned: 1 if the batch was full, 0 if the range was walked to its end, or -EINVAL. 1 at first. */
    public int r() {
        return r;
    }

    @Override
    void put(BooleanSupplier put) {
        // The OOM notifier is told of deferred_list only.
        boolean unused = put.getAsBoolean();
    }

    @Override
    boolean setAside() {
        return false;
    }

    /** s390_gather_pages keeps the page. Returns 1 when the batch is full, 0 to go on. */
    int gathered(int vpn, int pfn) {
        next = vpn + 1;
        return add(pfn);
    }

    void walked(int returned) {
        r = returned;
    }
}
