package org.pvlazy.kvm;

import java.util.concurrent.locks.Lock;
import org.pvlazy.mm.Errno;
import org.pvlazy.mm.GuestMemory;
import org.pvlazy.mm.Memmap;
import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;
import org.pvlazy.uv.Ultravisor;
import org.pvlazy.uv.UvcResult;

/** Imports: gmap_make_secure and make_secure_pte (patches 01 and 08), and the loop of kvm_s390_pv_unpack around them. */
final class MakeSecure {
    private final Probe probe;
    private final Switches switches;
    private final Mm mm;
    private final Memmap memmap;
    private final GuestMemory memory;
    private final Ultravisor uv;

    MakeSecure(Machine machine) {
        probe = machine.probe();
        switches = machine.switches();
        mm = machine.mm();
        memmap = machine.memmap();
        memory = machine.guestMemory();
        uv = machine.uv();
    }

    /**
     * kvm_s390_pv_unpack of one page: tries again for as long as that may help.
     *
     * @return 0, -EINVAL if the Ultravisor refused, -EFAULT if no page can be mapped there
     */
    int unpack(Gmap gmap, int page) {
        while (true) {
            int r = gmapMakeSecure(gmap, page);
            if (r != -Errno.EAGAIN) {
                return r;
            }
            Thread.onSpinWait(); // cond_resched
        }
    }

    /**
     * gmap_make_secure: imports the page into the configuration of the gmap.
     *
     * @return the same, or -EAGAIN: the Ultravisor was busy, somebody else has a reference on the page, or it was not mapped
     */
    int gmapMakeSecure(Gmap gmap, int page) {
        ImportState state = new ImportState(page);
        while (true) {
            int r = attempt(gmap, state);
            if (r == -Errno.ENXIO) {
                return faultIn(page);
            }
            if (r != -Errno.EBUSY) {
                return r;
            }
            if (state.drained()) {
                return -Errno.EAGAIN; // After lru_add_drain_all: it is for the caller to try again.
            }
            // The reference may be one of this CPU's own pagevecs: lru_add_drain, and once more.
            state.setDrained();
        }
    }

    /** gmap_fault: afterwards, unless that failed, the import is to be tried again. */
    private int faultIn(Integer page) {
        probe.at(Step.M1_FAULT_IN, page);
        return memory.faultIn(mm, page) ? -Errno.EAGAIN : -Errno.EFAULT;
    }

    /** The section under mmap_lock. */
    private int attempt(Gmap gmap, ImportState state) {
        probe.at(Step.M1_MAKE_SECURE, state);
        Lock mmapLock = mm.mmapReadLock();
        try {
            return switches.fixLockMapped() ? lockMappedPage(gmap, state) : lockFoundPage(gmap, state);
        } finally {
            mmapLock.unlock();
        }
    }

    /** As posted. */
    private int lockFoundPage(Gmap gmap, ImportState state) {
        int page = state.page();
        if (!followPage(page)) {
            return -Errno.ENXIO;
        }
        // Without a reference: until the lock is taken the page may be unmapped and freed, and the lock is another
        // page's.
        probe.at(Step.M1_LOCK_PAGE, state);
        memmap.locks().lock(page);
        Lock pteLock = mm.lockPte(page);
        try {
            return exportAndMakeSecure(gmap, state);
        } finally {
            pteLock.unlock();
            memmap.locks().unlock(page);
        }
    }

    /** follow_page without FOLL_GET: whether a page is mapped. */
    private boolean followPage(int page) {
        Lock pteLock = mm.lockPte(page);
        try {
            return mm.present(page);
        } finally {
            pteLock.unlock();
        }
    }

    /** Repair: what is found under the PTE lock stays mapped. The page lock comes second, so that it can only be tried. */
    private int lockMappedPage(Gmap gmap, ImportState state) {
        int page = state.page();
        Lock pteLock = mm.lockPte(page);
        try {
            if (!mm.present(page)) {
                return -Errno.ENXIO;
            }
            if (!memmap.locks().tryLock(page)) {
                return -Errno.EAGAIN;
            }
            try {
                return exportAndMakeSecure(gmap, state);
            } finally {
                memmap.locks().unlock(page);
            }
        } finally {
            pteLock.unlock();
        }
    }

    private int exportAndMakeSecure(Gmap gmap, ImportState state) {
        if (shouldExportBeforeImport(state.page())) {
            probe.at(Step.M2_EXPORT, state);
            // The return code is ignored and PG_arch_1 stays: the import that follows would set it again.
            int unused = uv.convertFromSecure(state.page());
        }
        return makeSecurePte(gmap, state);
    }

    /**
     * should_export_before_import (patches 08 and 13): another configuration of this address space may have shared the page. With
     * BIT_UV_FEAT_MISC the import takes a shared page over by itself.
     */
    private boolean shouldExportBeforeImport(int page) {
        boolean takesOver = uv.featMisc() && !(switches.fixExportFlagged() && memmap.pgArch1(page));
        return !takesOver && mm.readProtected() > 1;
    }

    /** make_secure_pte (patch 01): one UVC, with the page frozen. Page lock and PTE lock are held. */
    private int makeSecurePte(Gmap gmap, ImportState state) {
        int page = state.page();
        probe.at(Step.M3_EXPECTED_REFS, state);
        if (!mm.present(page)) {
            return -Errno.ENXIO;
        }
        state.setExpected(memory.expectedPageRefs(page));
        // From here to the freeze another address space may change its mapping, and with it the number.
        probe.at(Step.M3_FREEZE, state);
        if (!memmap.freeze(page, state.expected())) {
            return state.busy();
        }
        if (switches.fixRecount() && memory.expectedPageRefs(page) != state.expected()) {
            memmap.unfreeze(page, state.expected());
            return state.busy();
        }
        // Set before the UVC and kept if it fails: a flag too many is allowed, a flag missing on a secure page is not.
        probe.at(Step.M4_SET_FLAG, state);
        memmap.setArch1(page);
        probe.at(Step.M5_UVC, state);
        state.setRc(returned(uv.convertToSecure(gmap.guestHandle(), page, Step.M5_UVC)));
        probe.at(Step.M6_UNFREEZE, state);
        memmap.unfreeze(page, state.expected());
        return state.unfrozen();
    }

    private static int returned(int cc) {
        return switch (cc) {
            case UvcResult.CC_OK -> 0;
            case UvcResult.CC_ERROR -> -Errno.EINVAL;
            default -> -Errno.EAGAIN;
        };
    }
}
