package org.pvlazy.mm;

/** What the architecture does to a page as its PTE goes away (s390: ptep_get_and_clear_full, patch 03). */
@FunctionalInterface
public interface ArchUnmap {
    /**
     * uv_convert_owned_from_secure: exports the page and clears PG_arch_1. The caller holds a reference on the page.
     *
     * @return 0, or what the UVC failed with
     */
    int convertOwnedFromSecure(int pfn);
}
