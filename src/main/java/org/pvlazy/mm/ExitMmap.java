package org.pvlazy.mm;

import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;

/** exit_mmap: unmaps every page of an address space without users. Runs once, in the thread whose mmput dropped mm_users to 0. */
final class ExitMmap {
    private final Mm mm;
    private final Ptes ptes;
    private final Unmap unmap;
    private final Probe probe;

    ExitMmap(Mm mm, Ptes ptes, Unmap unmap, Probe probe) {
        this.mm = mm;
        this.ptes = ptes;
        this.unmap = unmap;
        this.probe = probe;
    }

    void run() {
        for (int vpn = 1; vpn <= ptes.pages(); vpn++) {
            if (ptes.present(vpn)) {
                probe.at(Step.X_UNMAP, null);
                unmap.unmap(vpn, Step.X_UNMAP, true);
            }
        }
        probe.at(Step.X_DROP_MM, null);
        mm.finishTeardown();
    }
}
