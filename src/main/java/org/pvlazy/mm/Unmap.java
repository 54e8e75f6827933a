package org.pvlazy.mm;

import java.util.concurrent.locks.Lock;
import org.pvlazy.probe.Step;

/** Unmapping of one page: ptep_get_and_clear_full (patches 03 and 10), and what the TLB batch does behind it. */
final class Unmap {
    private final Mm mm;
    private final Ptes ptes;
    private final Memmap memmap;
    private final ArchMm arch;

    Unmap(Mm mm, Ptes ptes, Memmap memmap, ArchMm arch) {
        this.mm = mm;
        this.ptes = ptes;
        this.memmap = memmap;
        this.arch = arch;
    }

    /**
     * Clears the PTE, if a page is present there, and drops the reference of the mapping.
     *
     * @param step the step in which this begins
     * @param full the whole address space goes; only then a page may be set aside
     */
    void unmap(int vpn, Step step, boolean full) {
        Lock lock = mm.lockPte(vpn);
        try {
            if (!ptes.present(vpn)) {
                return; // Somebody else has unmapped it meanwhile.
            }
            clearPte(vpn, step, full);
        } finally {
            lock.unlock();
        }
        // The TLB batch drops it after the PTE lock is released.
        memmap.putPage(vpn);
    }

    private void clearPte(int vpn, Step step, boolean full) {
        boolean isProtected = mm.readProtected() > 0;
        if (isProtected && full && !mm.pvSyncDestroy() && arch.setsAside()) {
            ptes.clear(vpn);
            arch.destroyPageLazy(vpn);
            return;
        }
        // The kernel clears the PTE first. Under the PTE lock nobody can tell; and so a mistake is found before
        // anything
        // has changed.
        if (isProtected) {
            arch.exportUnmapped(vpn, step);
        }
        memmap.checkPutPage(vpn);
        ptes.clear(vpn);
    }
}
