package org.pvlazy.kvm;

import java.util.concurrent.locks.Lock;
import org.pvlazy.mm.Memmap;
import org.pvlazy.mm.Mm;
import org.pvlazy.uv.UvcResult;

/** Handlers of arch/s390/mm/fault.c that run to their end in the step of the access itself. */
final class FaultHandlers {
    private final Mm mm;
    private final Memmap memmap;
    private final UvPages uvPages;

    FaultHandlers(Machine machine) {
        mm = machine.mm();
        memmap = machine.memmap();
        uvPages = machine.uvPages();
    }

    /** do_secure_storage_access (0x3d, patch 05): exports the page, if its flag says that it might be secure. */
    void secureStorageAccess(int page) {
        Lock mmapLock = mm.mmapReadLock();
        try {
            if (followPage(page)) {
                int unused = uvPages.archMakePageAccessible(page);
                memmap.putPage(page);
            }
        } finally {
            mmapLock.unlock();
        }
    }

    /**
     * do_secure_storage_violation (0x3f, patch 04), gmap_destroy_page: destroys the page; exports it when that is refused, because
     * another CPU was faster and the page has an owner with CPUs again.
     */
    void secureStorageViolation(int page) {
        Lock mmapLock = mm.mmapReadLock();
        try {
            if (followPage(page)) {
                if (uvPages.destroyOwnedPage(page) != UvcResult.CC_OK) {
                    int unused = uvPages.convertOwnedFromSecure(page);
                }
                memmap.putPage(page);
            }
        } finally {
            mmapLock.unlock();
        }
    }

    /** follow_page with FOLL_GET: takes a reference on the page, if one is mapped. */
    private boolean followPage(int page) {
        Lock pteLock = mm.lockPte(page);
        try {
            boolean present = mm.present(page);
            if (present) {
                memmap.getPage(page);
            }
            return present;
        } finally {
            pteLock.unlock();
        }
    }
}
