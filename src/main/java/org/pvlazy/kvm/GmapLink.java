package org.pvlazy.kvm;

import org.pvlazy.mm.Errno;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;

/**
 * gmap_fault as far as it changes the guest's tables: __gmap_link and gmap_alloc_table of gmap.c (code that the series found there).
 * The caller holds vcpu->mutex and mmap_lock for reading.
 */
final class GmapLink {
    private final Machine machine;
    private final Probe probe;
    private final Environment environment;

    GmapLink(Machine machine) {
        this.machine = machine;
        probe = machine.probe();
        environment = machine.environment();
    }

    /**
     * __gmap_link: creates the lower-level table if the top-level one has none, then links the segment.
     *
     * @return 0, or -ENOMEM, or -EEXIST if host_to_guest knows the host page already
     */
    int gmapLink(Gmap gmap) {
        TableLink local = new TableLink();
        probe.at(Step.LT_READ_TABLE, local);
        // From here on the thread has a pointer into this table, whatever becomes of gmap->table.
        local.found(gmap.table());
        if (machine.guestTables().read(local.table()) == 0) {
            int r = gmapAllocTable(gmap, local);
            if (r != 0) {
                return r;
            }
        }
        probe.at(Step.LT_LINK, local);
        return link(gmap, machine.guestTables().read(local.table()));
    }

    /** gmap_alloc_table. Allocates without the lock, and gives its table back if somebody else was faster. */
    private int gmapAllocTable(Gmap gmap, TableLink local) {
        probe.at(Step.LT_ALLOC, local);
        if (!environment.allocates(Step.LT_ALLOC)) {
            return -Errno.ENOMEM;
        }
        local.holds(machine.guestTables().allocate());
        probe.at(Step.LT_LOCK, local);
        gmap.guestTableLock.lock();
        try {
            if (machine.guestTables().read(local.table()) == 0) {
                probe.at(Step.LT_LIST_ADD, local);
                gmap.list(local.page());
                probe.at(Step.LT_STORE, local);
                machine.guestTables().write(local.table(), local.page());
                local.holds(0);
            }
            probe.at(Step.LT_UNLOCK, local);
        } finally {
            gmap.guestTableLock.unlock();
        }
        if (local.page() != 0) {
            machine.guestTables().free(local.page());
            local.holds(0);
        }
        return 0;
    }

    /** The section of __gmap_link under guest_table_lock: host_to_guest and the segment's entry. */
    private static int link(Gmap gmap, int lower) {
        gmap.guestTableLock.lock();
        try {
            if (gmap.hostToGuest() == lower) {
                return 0; // The segment is linked already.
            }
            if (gmap.hostToGuest() != 0) {
                return -Errno.EEXIST;
            }
            gmap.setHostToGuest(lower);
            return 0;
        } finally {
            gmap.guestTableLock.unlock();
        }
    }
}
