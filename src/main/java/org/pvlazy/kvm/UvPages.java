package org.pvlazy.kvm;

import org.pvlazy.mm.Memmap;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.Ultravisor;
import org.pvlazy.uv.UvcResult;

/**
 * The page functions of arch/s390/kernel/uv.c (patch 03). Their callers hold a reference on the page; the one that they take in
 * addition makes an import's page_ref_freeze fail, so that no import can come between the UVC and the clear_bit.
 */
final class UvPages {
    private final Memmap memmap;
    private final Ultravisor uv;

    UvPages(Memmap memmap, Ultravisor uv) {
        this.memmap = memmap;
        this.uv = uv;
    }

    /** uv_convert_owned_from_secure in one step. {@link FaultHandlers} and {@link ReclaimThread} take it apart. */
    int convertOwnedFromSecure(int pfn) {
        memmap.getPage(pfn);
        return exported(pfn, uv.convertFromSecure(pfn));
    }

    /**
     * The same as exit_mmap and the OOM reaper take it, where the Ultravisor may refuse.
     *
     * @param step the step in which the call is made
     */
    int convertOwnedFromSecure(int pfn, Step step) {
        memmap.getPage(pfn);
        return exported(pfn, uv.convertFromSecure(pfn, step));
    }

    private int exported(int pfn, int cc) {
        if (cc == UvcResult.CC_OK) {
            memmap.clearArch1(pfn);
        }
        memmap.putPage(pfn);
        return cc;
    }

    /** Repair: exports a page that was set aside and that nobody will destroy any more, and drops the set-aside reference. */
    void releaseSetAside(int pfn) {
        int unused = convertOwnedFromSecure(pfn);
        memmap.putPage(pfn);
    }
}
