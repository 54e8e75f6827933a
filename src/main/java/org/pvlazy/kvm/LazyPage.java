package org.pvlazy.kvm;

import org.jspecify.annotations.Nullable;
import org.pvlazy.mm.ArrayPage;

/** The locals of uv_destroy_page_lazy (patch 10). On the stack of the thread that runs exit_mmap. */
public final class LazyPage {
    private final int pfn;
    private @Nullable ArrayPage array;

    LazyPage(int pfn) {
        this.pfn = pfn;
    }

    /** The page to be set aside. */
    public int pfn() {
        return pfn;
    }

    /** The array page that was the first one when the list was looked at; null before, or if there was none. */
    public @Nullable ArrayPage array() {
        return array;
    }

    void found(@Nullable ArrayPage first) {
        array = first;
    }
}
