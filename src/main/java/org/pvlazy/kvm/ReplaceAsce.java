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
    private final Gmap gmap;

    ReplaceAsce(Machine machine) {
        this.machine = machine;
        probe = machine.probe();
        environment = machine.environment();
        gmap = machine.gmap();
    }

    /**
     * Gives the gmap a copy of its top-level table, so that the marked one can be left to the Ultravisor.
     *
     * @param step in which the environment is asked for memory
     * @param caller what the calling function keeps on its stack
     * @return 0, or -ENOMEM with the old table unlisted and still in use
     */
    int replaceAsce(Step step, @Nullable Object caller) {
        TableSwitch local = new TableSwitch(caller);
        probe.at(Step.E3A_UNLIST, local);
        gmap.unlist(gmap.table());
        probe.at(Step.E3B_ALLOC, local);
        if (!environment.allocates(step)) {
            return -Errno.ENOMEM;
        }
        int table = machine.guestTables().allocate();
        local.allocated(table);
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
        return 0;
    }
}
