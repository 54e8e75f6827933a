package org.pvlazy.uv;

import java.util.BitSet;

/** Who owns which page frame, and which are shared. Guarded by the monitor of the {@link Ultravisor} that owns it. */
final class PageOwners {
    static final int BYTE_MASK = 0xff;

    private final byte[] owners;
    private final byte[] secrets;
    private final BitSet shared = new BitSet();
    /** How many pages each configuration owns; entry 0 counts down. */
    private final int[] owned;

    PageOwners(int pages, int maxConfigs) {
        owners = new byte[pages + 1];
        secrets = new byte[pages + 1];
        owned = new int[maxConfigs + 1];
    }

    int owner(int pfn) {
        return owners[pfn] & BYTE_MASK;
    }

    int secret(int pfn) {
        return secrets[pfn] & BYTE_MASK;
    }

    boolean shared(int pfn) {
        return shared.get(pfn);
    }

    /** The owner lets everybody touch the page; what is in it is no secret for as long. */
    void share(int pfn) {
        shared.set(pfn);
        secrets[pfn] = 0;
    }

    /** The page is its owner's alone again. */
    void unshare(int pfn) {
        shared.clear(pfn);
        secrets[pfn] = owners[pfn];
    }

    /**
     * The page, and the clear text in it, are the configuration's alone; with 0 the page is the host's and holds no clear text.
     */
    void own(int pfn, int handle) {
        shared.clear(pfn);
        owned[owner(pfn)]--;
        owned[handle]++;
        owners[pfn] = (byte) handle;
        secrets[pfn] = (byte) handle;
    }

    /** Cleans every page that the configuration owns. */
    void disown(int handle) {
        for (int pfn = 1; owned[handle] > 0; pfn++) {
            if (owner(pfn) == handle) {
                own(pfn, 0);
            }
        }
    }
}
