package org.pvlazy.mm;

import java.util.concurrent.locks.Lock;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;

/**
 * exit_mmap: unmaps every page of an address space without users. Runs once, in the thread whose mmput dropped mm_users to 0.
 * pv_sync_destroy makes no difference to it, because this code does not set pages aside.
 */
final class ExitMmap {
    private final Mm mm;
    private final Ptes ptes;
    private final Memmap memmap;
    private final Hooks hooks;

    /** The architecture's part, and who is told of the steps. */
    record Hooks(ArchUnmap arch, Probe probe) {}

    ExitMmap(Mm mm, Ptes ptes, Memmap memmap, Hooks hooks) {
        this.mm = mm;
        this.ptes = ptes;
        this.memmap = memmap;
        this.hooks = hooks;
    }

    void run() {
        for (int vpn = 1; vpn <= ptes.pages(); vpn++) {
            if (ptes.present(vpn)) {
                hooks.probe().at(Step.X_UNMAP, null);
                unmap(vpn);
            }
        }
        hooks.probe().at(Step.X_DROP_MM, null);
        mm.finishTeardown();
    }

    private void unmap(int vpn) {
        clearPte(vpn);
        // The reference of the mapping; the TLB batch drops it after the PTE lock is released.
        memmap.putPage(vpn);
    }

    /** ptep_get_and_clear_full: a protected address space exports whatever it unmaps; the return code is ignored. */
    private void clearPte(int vpn) {
        Lock lock = mm.lockPte(vpn);
        try {
            boolean export = mm.readProtected() > 0;
            if (!export) {
                memmap.checkPutPage(vpn);
            }
            ptes.clear(vpn);
            if (export) {
                int unused = hooks.arch().convertOwnedFromSecure(vpn);
            }
        } finally {
            lock.unlock();
        }
    }
}
