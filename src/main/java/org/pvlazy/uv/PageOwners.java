package org.pvlazy.uv;

/** Who owns which page frame. Guarded by the monitor of the {@link Ultravisor} that owns it. */
final class PageOwners {
    static final int BYTE_MASK = 0xff;

    private final byte[] owners;
    private final byte[] secrets;
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

    /** The page, and the clear text in it, are the configuration's; with 0 the page is the host's and holds no clear text. */
    void own(int pfn, int handle) {
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
