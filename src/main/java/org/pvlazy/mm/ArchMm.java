package org.pvlazy.mm;

import org.pvlazy.probe.Step;

/** What the architecture does to an address space: its hooks in unmapping and in the end of struct mm_struct. */
public interface ArchMm {
    /**
     * Whether ptep_get_and_clear_full of a dying address space may set a page aside (patch 10). False on a machine that never has
     * an array page to give: there uv_destroy_page_lazy would export each page, and fail to allocate each time.
     */
    boolean setsAside();

    /**
     * uv_destroy_page_lazy (patch 10): sets the page aside, or exports it. Called with the PTE lock held, after the PTE is cleared;
     * the mapping's reference is still there. Begins in the middle of {@link Step#X_UNMAP}.
     */
    void destroyPageLazy(int pfn);

    /**
     * uv_convert_owned_from_secure (patch 03) of a page that is being unmapped; the caller does not look at its outcome. Called with
     * the PTE lock held; the mapping's reference is still there.
     *
     * @param step the step in which the call is made
     */
    void exportUnmapped(int pfn, Step step);

    /** destroy_context: mm_count is 0, and nobody but the caller knows of the address space any more. */
    void destroyContext(DeferredList list);
}
