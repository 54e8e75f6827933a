package org.pvlazy.kvm;

import org.jspecify.annotations.Nullable;
import org.pvlazy.mm.Errno;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;

/**
 * kvm_s390_pv_replace_asce and kvm_s390_pv_remove_old_asce (patch 02). As posted without guest_table_lock, without a TLB flush, and
 * without making a guest CPU leave SIE.
 */
final class ReplaceAsce {
    private final Machine machine;
    private final Probe probe;
    private final Environment environment;

    ReplaceAsce(Machine machine) {
        this.machine = machine;
        probe = machine.probe();
        environment = machine.environment();
    }

    /**
     * Gives the gmap a copy of its top-level table, so that the marked one can be left to the Ultravisor. Repaired: allocates before
     * anything is changed; remembers the marked table; and does nothing if the table in use is not marked.
     *
     * @param step in which the environment is asked for memory
     * @param caller what the calling function keeps on its stack
     * @return 0, or -ENOMEM; as posted that comes with the old table unlisted and still in use
     */
    int replaceAsce(Kvm kvm, Step step, @Nullable Object caller) {
        boolean repaired = machine.switches().fixOldTable();
        if (repaired && !usesMarkedTable(kvm)) {
            return 0;
        }
        TableSwitch local = new TableSwitch(caller);
        if (!repaired) {
            unlist(kvm, local);
        }
        probe.at(Step.E3B_ALLOC, local);
        if (!environment.allocates(step)) {
            return -Errno.ENOMEM;
        }
        local.allocated(machine.guestTables().allocate());
        if (repaired) {
            unlist(kvm, local);
        }
        useCopy(kvm.gmap(), local);
        return 0;
    }

    private void unlist(Kvm kvm, TableSwitch local) {
        probe.at(Step.E3A_UNLIST, local);
        removeOldAsce(kvm);
    }

    private void useCopy(Gmap gmap, TableSwitch local) {
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
        gmap.setTable(table);
    }

    /**
     * kvm_s390_pv_remove_old_asce: the table in use is not freed with the gmap any more. Repaired: provided that it is the marked one,
     * which arch.pv remembers then.
     */
    void removeOldAsce(Kvm kvm) {
        Gmap gmap = kvm.gmap();
        if (!machine.switches().fixOldTable()) {
            gmap.unlist(gmap.table());
        } else if (usesMarkedTable(kvm)) {
            gmap.unlist(gmap.table());
            kvm.setPvOldTable(gmap.table());
        }
    }

    /** Repair: the configuration is gone, so its table is the host's again. */
    void giveBackOldTable(Kvm kvm) {
        int table = kvm.pvOldTable();
        if (table == 0) {
            return;
        }
        if (table == kvm.gmap().table()) {
            kvm.gmap().list(table);
        } else {
            machine.guestTables().free(table);
        }
    }

    /** Whether the configuration has the table in use marked, and not one that was replaced before. */
    private static boolean usesMarkedTable(Kvm kvm) {
        return kvm.pvOldTable() == 0 || kvm.pvOldTable() == kvm.gmap().table();
    }
}
