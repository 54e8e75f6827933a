package org.pvlazy.kvm;

import java.util.concurrent.locks.Lock;
import org.pvlazy.mm.Memmap;
import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.Ultravisor;
import org.pvlazy.uv.UvcResult;

/**
 * The handlers of arch/s390/mm/fault.c for 0x3d and 0x3f. PG_arch_1 is cleared only while the handler has a reference on the page, so
 * that an import, which would freeze the count, cannot come between the UVC and the clear_bit.
 */
final class FaultHandlers {
    private final Probe probe;
    private final Mm guestMm;
    private final Memmap memmap;
    private final Ultravisor uv;

    FaultHandlers(Machine machine) {
        probe = machine.probe();
        guestMm = machine.mm();
        memmap = machine.memmap();
        uv = machine.uv();
    }

    /**
     * do_secure_storage_access (0x3d, patch 05) of a thread in userspace or of a normal guest: makes the page accessible. If there is
     * no page, or none to be had at this moment, the access is simply repeated.
     *
     * @param mm the address space that the thread runs in
     */
    void secureStorageAccess(Mm mm, Integer page) {
        probe.at(Step.AC_FOLLOW_PAGE, page);
        Lock mmapLock = mm.mmapReadLock();
        try {
            if (followPage(mm, page)) {
                archMakePageAccessible(page);
                probe.at(Step.AC_PUT, page);
                memmap.putPage(page);
            }
        } finally {
            mmapLock.unlock();
        }
    }

    /** arch_make_page_accessible: trusts PG_arch_1 when it says that the page is not secure. */
    private void archMakePageAccessible(Integer page) {
        probe.at(Step.AC_TEST_FLAG, page);
        if (!memmap.pgArch1(page)) {
            return;
        }
        probe.at(Step.AC_EXPORT_UVC, page);
        if (uv.convertFromSecure(page) == UvcResult.CC_OK) {
            probe.at(Step.AC_CLEAR_FLAG, page);
            memmap.clearArch1(page);
        }
    }

    /** do_secure_storage_violation (0x3f, patch 04) of a protected guest: the instruction is repeated afterwards. */
    void secureStorageViolation(Integer page) {
        probe.at(Step.SV_FOLLOW_PAGE, page);
        Lock mmapLock = guestMm.mmapReadLock();
        try {
            if (followPage(guestMm, page)) {
                gmapDestroyPage(page);
            }
        } finally {
            mmapLock.unlock();
        }
    }

    /**
     * gmap_destroy_page: destroys the page; exports it when that is refused, because another CPU was faster and the page has an owner
     * with CPUs again.
     */
    private void gmapDestroyPage(Integer page) {
        probe.at(Step.SV_DESTROY_UVC, page);
        memmap.getPage(page);
        int cc = uv.destroyPage(page);
        if (cc != UvcResult.CC_OK) {
            memmap.putPage(page);
            probe.at(Step.SV_EXPORT_UVC, page);
            memmap.getPage(page);
            cc = uv.convertFromSecure(page);
        }
        if (cc == UvcResult.CC_OK) {
            probe.at(Step.SV_CLEAR_FLAG, page);
            memmap.clearArch1(page);
        }
        probe.at(Step.SV_PUT, page);
        memmap.putPages(page, 2);
    }

    /** follow_page with FOLL_GET: takes a reference on the page, if one is mapped and not frozen. */
    private boolean followPage(Mm mm, int page) {
        Lock pteLock = mm.lockPte(page);
        try {
            return mm.present(page) && memmap.tryGetPage(page);
        } finally {
            pteLock.unlock();
        }
    }
}
