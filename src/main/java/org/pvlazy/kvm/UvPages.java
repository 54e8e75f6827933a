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

    /** uv_destroy_owned_page in one step, as the 0x3f handler takes it. The cleaner takes it in three: {@link DestroyRange}. */
    int destroyOwnedPage(int pfn) {
        memmap.getPage(pfn);
        int cc = uv.destroyPage(pfn);
        if (cc == UvcResult.CC_OK) {
            memmap.clearArch1(pfn);
        }
        memmap.putPage(pfn);
        return cc;
    }

    /** uv_convert_owned_from_secure in one step, as the 0x3f handler takes it. */
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

    /** arch_make_page_accessible: trusts PG_arch_1 when it says that the page is not secure. */
    int archMakePageAccessible(int pfn) {
        if (!memmap.pgArch1(pfn)) {
            return 0;
        }
        int cc = uv.convertFromSecure(pfn);
        if (cc == UvcResult.CC_OK) {
            memmap.clearArch1(pfn);
        }
        return cc;
    }
}
