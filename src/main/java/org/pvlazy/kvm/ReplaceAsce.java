package org.pvlazy.kvm;

import org.jspecify.annotations.Nullable;
import org.pvlazy.mm.Errno;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;

/**
 * kvm_s390_pv_replace_asce and kvm_s390_pv_remove_old_asce (patch 02). As posted without guest_table_lock, without a TLB flush, and
 * without making a guest CPU leave SIE.
 */
final class ReplaceAsce {
    private final Machine machine;
    private final Switches switches;
    private final Probe probe;
    private final Environment environment;

    ReplaceAsce(Machine machine) {
        this.machine = machine;
        switches = machine.switches();
        probe = machine.probe();
        environment = machine.environment();
    }

    /**
     * Gives the gmap a copy of its top-level table, so that the marked one can be left to the Ultravisor. Repaired: allocates before
     * anything is changed; remembers the marked table; and does nothing if the table in use is not marked.
     *
     * @param step in which the environment is asked for memory; {@link Step#N6_REPLACE_ASCE} after a destroy that failed
     * @param caller what the calling function keeps on its stack
     * @return 0, -ENOMEM, or -EINVAL for a table that cannot be replaced; as posted those come with the old table unlisted and still
     *     in use, repaired only after a destroy that failed
     */
    int replaceAsce(Kvm kvm, Step step, @Nullable Object caller) {
        if (switches.fixOldTable() && !usesMarkedTable(kvm)) {
            return 0;
        }
        TableSwitch local = new TableSwitch(caller);
        boolean allocatesFirst = switches.fixOldTable() || switches.fixTableLock();
        return allocatesFirst ? allocateFirst(kvm, step, local) : unlistFirst(kvm, step, local);
    }

    /** As posted: a failure comes too late, the table in use is off the list. */
    private int unlistFirst(Kvm kvm, Step step, TableSwitch local) {
        Gmap gmap = kvm.gmap();
        takeLocks(gmap, local);
        probe.at(Step.E3A_UNLIST, local);
        gmap.unlist(gmap.table());
        int r = allocate(step, local);
        if (r == 0) {
            useCopy(kvm, local);
        } else {
            dropLocks(gmap, local);
        }
        return r;
    }

    /** Repaired. */
    private int allocateFirst(Kvm kvm, Step step, TableSwitch local) {
        int r = allocate(step, local);
        if (r != 0 && step != Step.N6_REPLACE_ASCE) {
            return r;
        }
        Gmap gmap = kvm.gmap();
        takeLocks(gmap, local);
        probe.at(Step.E3A_UNLIST, local);
        gmap.unlist(gmap.table());
        if (r == 0) {
            useCopy(kvm, local);
        } else {
            // It stays in use, but the Ultravisor has it marked, so it must not be freed with the gmap.
            remember(kvm);
            dropLocks(gmap, local);
        }
        return r;
    }

    private int allocate(Step step, TableSwitch local) {
        if (switches.fixSegmentAsce() && machine.parameters().segmentTop()) {
            return -Errno.EINVAL;
        }
        probe.at(Step.E3B_ALLOC, local);
        if (!environment.allocates(step)) {
            return -Errno.ENOMEM;
        }
        local.allocated(machine.guestTables().allocate());
        return 0;
    }

    private void useCopy(Kvm kvm, TableSwitch local) {
        Gmap gmap = kvm.gmap();
        int table = local.table();
        probe.at(Step.E3C_LIST_ADD, local);
        gmap.list(table);
        probe.at(Step.E3D_COPY, local);
        // What a guest CPU stores into the old table from now on is not in the copy.
        machine.guestTables().copy(gmap.table(), table);
        probe.at(Step.E3E_SET_ASCE, local);
        gmap.setAsce(table);
        probe.at(Step.E3F_SET_CONTEXT_ASCE, local);
        machine.mm().setGmapAsce(table);
        probe.at(Step.E3G_SET_TABLE, local);
        remember(kvm);
        gmap.setTable(table);
        local.allocated(0);
        dropLocks(gmap, local);
        if (switches.fixAsceKick()) {
            probe.at(Step.E3H_KICK_CPUS, local);
            kvm.vcpus().forEach(Vcpu::exitSie);
        }
    }

    /** Repair. mmap_lock first, as __gmap_link has it; guest_table_lock inside. */
    private void takeLocks(Gmap gmap, TableSwitch local) {
        if (!switches.fixWalkLock() && !switches.fixTableLock()) {
            return;
        }
        probe.at(Step.E3L_TAKE_LOCKS, local);
        if (switches.fixWalkLock()) {
            machine.mm().mmapWriteLock();
        }
        if (switches.fixTableLock()) {
            gmap.guestTableLock.lock();
        }
        local.setLocked(switches.fixTableLock(), switches.fixWalkLock());
    }

    private void dropLocks(Gmap gmap, TableSwitch local) {
        if (local.tableLocked()) {
            gmap.guestTableLock.unlock();
        }
        if (local.mmapLocked()) {
            machine.mm().mmapWriteUnlock();
        }
        local.setLocked(false, false);
    }

    /**
     * kvm_s390_pv_remove_old_asce: the table in use is not freed with the gmap any more. Repaired: provided that it is the marked one,
     * which arch.pv remembers then.
     */
    void removeOldAsce(Kvm kvm) {
        if (!switches.fixOldTable() || usesMarkedTable(kvm)) {
            kvm.gmap().unlist(kvm.gmap().table());
            remember(kvm);
        }
    }

    /** Repair: the table in use has left crst_list, and is the one that the configuration has marked. */
    private void remember(Kvm kvm) {
        if (switches.fixOldTable()) {
            kvm.setPvOldTable(kvm.gmap().table());
        }
    }

    /** Repair: the configuration is gone, so its table is the host's again. */
    void giveBackOldTable(Kvm kvm) {
        int table = kvm.pvOldTable();
        if (table != 0 && table == kvm.gmap().table()) {
            probe.at(Step.N6_LIST_AGAIN, null);
            listAgain(kvm.gmap(), table);
        } else if (table != 0) {
            machine.guestTables().free(table);
        }
        kvm.setPvOldTable(0);
    }

    private void listAgain(Gmap gmap, int table) {
        if (!switches.fixTableLock()) {
            gmap.list(table);
            return;
        }
        gmap.guestTableLock.lock();
        try {
            gmap.list(table);
        } finally {
            gmap.guestTableLock.unlock();
        }
    }

    /** Whether the configuration has the table in use marked, and not one that was replaced before. */
    private static boolean usesMarkedTable(Kvm kvm) {
        return kvm.pvOldTable() == 0 || kvm.pvOldTable() == kvm.gmap().table();
    }
}
