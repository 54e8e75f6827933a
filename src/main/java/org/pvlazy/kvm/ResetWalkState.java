package org.pvlazy.kvm;

/**
 * struct reset_walk_state with the locals of s390_uv_destroy_range (patch 06). On the stack of the thread that cleans, and its
 * alone.
 */
public final class ResetWalkState {
    private final int users;
    private final int end;
    private final int[] pfns;
    private int next;
    private int r = 1;
    private int count;
    private int cursor;

    ResetWalkState(int users, int start, int end, int batchSize) {
        this.users = users;
        this.end = end;
        next = start;
        pfns = new int[batchSize];
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

    /** Pages in the batch; 0 between batches. */
    public int count() {
        return count;
    }

    /** How many of them are done with. */
    public int cursor() {
        return cursor;
    }

    /** The i-th page gathered, from 0. */
    public int pfn(int i) {
        return pfns[i];
    }

    /** s390_gather_pages keeps the page. Returns 1 when the batch is full, 0 to go on. */
    int gathered(int vpn, int pfn) {
        pfns[count] = pfn;
        count++;
        next = vpn + 1;
        return count == pfns.length ? 1 : 0;
    }

    void walked(int returned) {
        r = returned;
    }

    /** One page is destroyed and its references are dropped. After the last one the batch is empty. */
    void destroyed() {
        cursor++;
        if (cursor == count) {
            cursor = 0;
            count = 0;
        }
    }

    boolean empty() {
        return count == 0;
    }

    int currentPfn() {
        return pfns[cursor];
    }
}
