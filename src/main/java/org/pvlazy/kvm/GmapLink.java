package org.pvlazy.kvm;

import org.pvlazy.mm.Errno;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;

/**
 * What gmap_fault does to the guest's tables: __gmap_link and gmap_alloc_table of gmap.c, code that the series found there. The caller
 * holds vcpu->mutex, and mmap_lock for reading. A mistake is found before
 * anything changes; the thread that made it never unlocks, it has oopsed.
 */
final class GmapLink {
    private final GuestTables tables;
    private final boolean segmentTop;
    private final Probe probe;
    private final Environment environment;

    GmapLink(Machine machine) {
        tables = machine.guestTables();
        segmentTop = machine.parameters().segmentTop();
        probe = machine.probe();
        environment = machine.environment();
    }

    /**
     * __gmap_link, from {@link Step#LT_READ_TABLE} on: creates the lower-level table if the top-level one has none, then links the
     * segment.
     *
     * @return 0, or -ENOMEM, or -EEXIST if host_to_guest knows the host page already
     */
    int gmapLink(Gmap gmap, TableLink local) {
        int table = gmap.table();
        int entry = tables.read(table);
        // From here on the thread has a pointer into this table, whatever becomes of gmap->table.
        local.found(table);
        if (segmentTop) {
            local.leadsTo(table);
        } else if (entry != 0) {
            local.leadsTo(entry);
        } else {
            int r = gmapAllocTable(gmap, local);
            if (r != 0) {
                return r;
            }
        }
        probe.at(Step.LT_LINK, local);
        return link(gmap, local.lower());
    }

    /** gmap_alloc_table. Allocates without the lock, and gives its table back if somebody else was faster. */
    private int gmapAllocTable(Gmap gmap, TableLink local) {
        probe.at(Step.LT_ALLOC, local);
        if (!environment.allocates(Step.LT_ALLOC)) {
            return -Errno.ENOMEM;
        }
        local.holds(tables.allocate());
        probe.at(Step.LT_LOCK, local);
        tables.checkLive(local.table(), "read");
        lock(gmap, local);
        if (tables.read(local.table()) == 0) {
            probe.at(Step.LT_LIST_ADD, local);
            gmap.list(local.page());
            probe.at(Step.LT_STORE, local);
            tables.write(local.table(), local.page());
            local.holds(0);
        }
        probe.at(Step.LT_UNLOCK, local);
        tables.checkLiveWithout(local.table(), local.page());
        unlock(gmap, local);
        if (local.page() != 0) {
            tables.free(local.page());
            local.holds(0);
        }
        // By __gmap_link, without the lock.
        local.leadsTo(tables.read(local.table()));
        return 0;
    }

    private static void lock(Gmap gmap, TableLink local) {
        gmap.guestTableLock.lock();
        local.setLocked(true);
    }

    private static void unlock(Gmap gmap, TableLink local) {
        local.setLocked(false);
        gmap.guestTableLock.unlock();
    }

    /** The section of __gmap_link under guest_table_lock: host_to_guest and the segment's entry. */
    private int link(Gmap gmap, int lower) {
        tables.checkLive(lower, "read");
        gmap.guestTableLock.lock();
        try {
            if (segmentValid(gmap, lower)) {
                return 0;
            }
            if (gmap.hostToGuest() != 0) {
                // radix_tree_insert finds the slot taken.
                return -Errno.EEXIST;
            }
            gmap.setHostToGuest(lower);
            if (segmentTop) {
                tables.write(lower, GuestTables.SEGMENT);
            }
            return 0;
        } finally {
            gmap.guestTableLock.unlock();
        }
    }

    /** Whether the segment's entry in this table is valid. That of a lower-level table is when host_to_guest points to it. */
    private boolean segmentValid(Gmap gmap, int table) {
        int entry = tables.read(table);
        return segmentTop ? entry != 0 : gmap.hostToGuest() == table;
    }
}
