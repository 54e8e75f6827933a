package org.pvlazy.kvm;

import java.util.concurrent.locks.Lock;
import org.pvlazy.mm.Errno;
import org.pvlazy.mm.Memmap;
import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.Ultravisor;
import org.pvlazy.uv.UvcResult;

/** Imports: gmap_make_secure and make_secure_pte (patches 01 and 08), and the loop around them. */
final class MakeSecure {
    /** The mapping's own; anybody else's makes the freeze fail. */
    private static final int EXPECTED_REFERENCES = 1;

    private final Probe probe;
    private final Mm mm;
    private final Memmap memmap;
    private final Ultravisor uv;

    MakeSecure(Machine machine) {
        probe = machine.probe();
        mm = machine.mm();
        memmap = machine.memmap();
        uv = machine.uv();
    }

    /**
     * Imports the page into the configuration of the gmap and tries again for as long as that may help, as kvm_s390_pv_unpack does,
     * and as a guest does that faults again.
     *
     * @return 0, -EINVAL if the Ultravisor refused, -EFAULT if no page is mapped there
     */
    int convertToSecure(Gmap gmap, Integer page) {
        while (true) {
            probe.at(Step.M1_MAKE_SECURE, page);
            int r = gmapMakeSecure(gmap, page);
            if (r != -Errno.EAGAIN && r != -Errno.EBUSY) {
                return r;
            }
            Thread.onSpinWait();
        }
    }

    /** gmap_make_secure: everything between get_locked_pte and the unlock. */
    private int gmapMakeSecure(Gmap gmap, int page) {
        Lock mmapLock = mm.mmapReadLock();
        try {
            Lock pteLock = mm.lockPte(page);
            try {
                if (!mm.present(page)) {
                    return -Errno.EFAULT;
                }
                if (shouldExportBeforeImport()) {
                    // The return code is ignored and PG_arch_1 stays: the import that follows would set it again.
                    int unused = uv.convertFromSecure(page);
                }
                return makeSecurePte(gmap, page);
            } finally {
                pteLock.unlock();
            }
        } finally {
            mmapLock.unlock();
        }
    }

    /** should_export_before_import (patch 08): another configuration of this address space may have shared the page. */
    private boolean shouldExportBeforeImport() {
        return mm.readProtected() > 1;
    }

    /** make_secure_pte (patch 01): one UVC, with the page frozen. */
    private int makeSecurePte(Gmap gmap, int pfn) {
        if (!memmap.freeze(pfn, EXPECTED_REFERENCES)) {
            return -Errno.EBUSY;
        }
        // Set before the UVC and kept if it fails: a flag too many is allowed, a flag missing on a secure page is not.
        memmap.setArch1(pfn);
        int cc = uv.convertToSecure(gmap.guestHandle(), pfn, Step.M1_MAKE_SECURE);
        memmap.unfreeze(pfn, EXPECTED_REFERENCES);
        return switch (cc) {
            case UvcResult.CC_OK -> 0;
            case UvcResult.CC_ERROR -> -Errno.EINVAL;
            default -> -Errno.EAGAIN;
        };
    }
}
