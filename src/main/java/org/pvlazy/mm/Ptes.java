package org.pvlazy.mm;

import java.util.Arrays;

/**
 * The page tables of an address space, a byte for each PTE. Virtual page i is page frame i. A table has 256 entries and one lock;
 * from {@value #STRIPES} tables on, tables share locks.
 */
final class Ptes {
    private static final int ENTRIES_PER_TABLE = 256;
    private static final int STRIPES = 64;
    private static final byte PRESENT = 1;

    /** Entry i is guarded by lock(i). */
    private final byte[] entries;

    private final SpinLock[] locks;

    Ptes(int pages) {
        entries = new byte[pages + 1];
        Arrays.fill(entries, 1, pages + 1, PRESENT);
        locks = new SpinLock[Math.min(STRIPES, tableOf(pages) + 1)];
        Arrays.setAll(locks, i -> new SpinLock());
    }

    /** The PTE lock of the table that holds the entry. */
    SpinLock lock(int vpn) {
        return locks[tableOf(vpn) % locks.length];
    }

    boolean present(int vpn) {
        return entries[vpn] == PRESENT;
    }

    /** Caller holds the PTE lock. */
    void clear(int vpn) {
        entries[vpn] = 0;
    }

    /** Caller holds the PTE lock. */
    void set(int vpn) {
        entries[vpn] = PRESENT;
    }

    int pages() {
        return entries.length - 1;
    }

    /** Visits the present entries from {@code next} to {@code end}, both included, each table under its lock. */
    int walk(int next, int end, PteEntry entry) {
        int from = next;
        while (from <= end) {
            int to = Math.min(end, (tableOf(from) + 1) * ENTRIES_PER_TABLE - 1);
            int stopped = walkTable(from, to, entry);
            if (stopped != 0) {
                return stopped;
            }
            from = to + 1;
        }
        return 0;
    }

    private int walkTable(int from, int to, PteEntry entry) {
        SpinLock lock = lock(from);
        lock.lock();
        try {
            for (int vpn = from; vpn <= to; vpn++) {
                int stopped = present(vpn) ? entry.visit(vpn) : 0;
                if (stopped != 0) {
                    return stopped;
                }
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private static int tableOf(int vpn) {
        return vpn / ENTRIES_PER_TABLE;
    }
}
