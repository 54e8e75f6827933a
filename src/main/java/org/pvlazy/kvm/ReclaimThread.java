package org.pvlazy.kvm;

import java.util.concurrent.locks.Lock;
import org.pvlazy.mm.GuestMemory;
import org.pvlazy.mm.Memmap;
import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.Ultravisor;
import org.pvlazy.uv.UvcResult;

/** Reclaim (kswapd) or migration: unmaps pages from every address space while their processes run, and frees them. */
final class ReclaimThread implements Runnable {
    private final Machine machine;
    private final Probe probe;
    private final Mm mm;
    private final Memmap memmap;
    private final GuestMemory memory;
    private final Ultravisor uv;

    ReclaimThread(Machine machine) {
        this.machine = machine;
        probe = machine.probe();
        mm = machine.mm();
        memmap = machine.memmap();
        memory = machine.guestMemory();
        uv = machine.uv();
    }

    @Override
    public void run() {
        while (true) {
            probe.at(Step.RUN, null);
            Integer page = machine.environment().nextAccess();
            if (page == null) {
                return;
            }
            reclaim(page);
        }
    }

    /** shrink_page_list with try_to_unmap, of one page. */
    private void reclaim(Integer page) {
        probe.at(Step.RC_CLEAR_PTE, page);
        memmap.locks().lock(page);
        try {
            if (!memmap.tryGetPage(page)) {
                return; // Freed meanwhile.
            }
            // An address space that is not protected exports nothing, whatever the page is.
            memory.mappers().stream()
                    .filter(other -> other != mm)
                    .forEach(other -> other.zapPage(page, Step.RC_CLEAR_PTE));
            clearFlush(page);
        } finally {
            memmap.locks().unlock(page);
        }
    }

    /** ptep_clear_flush in the address space of the VM, then what try_to_unmap and shrink_page_list do to the references. */
    private void clearFlush(Integer page) {
        Lock pteLock = mm.lockPte(page);
        try {
            boolean present = mm.present(page);
            if (present) {
                mm.clearPte(page);
                if (mm.readProtected() > 0) {
                    convertOwnedFromSecure(page);
                }
            }
            probe.at(Step.RC_PUT, page);
            if (present) {
                memmap.putPage(page);
            }
            memory.putReclaimed(page);
        } finally {
            pteLock.unlock();
        }
    }

    /** uv_convert_owned_from_secure (patch 03); its outcome is ignored. */
    private void convertOwnedFromSecure(Integer page) {
        probe.at(Step.RC_EXPORT_UVC, page);
        memmap.getPage(page);
        int cc = uv.convertFromSecure(page);
        if (cc == UvcResult.CC_OK) {
            probe.at(Step.RC_CLEAR_FLAG, page);
            memmap.clearArch1(page);
        }
        memmap.putPage(page);
    }
}
