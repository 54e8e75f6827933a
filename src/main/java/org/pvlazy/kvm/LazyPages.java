package org.pvlazy.kvm;

import org.jspecify.annotations.Nullable;
import org.pvlazy.mm.ArchMm;
import org.pvlazy.mm.ArrayPage;
import org.pvlazy.mm.DeferredList;
import org.pvlazy.mm.Memmap;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.UvcResult;

/**
 * What exit_mmap and __mmdrop do to the pages of a protected address space: uv_destroy_page_lazy of uv.c (patch 10) and the repairs
 * around it. The pages cannot be destroyed yet, because the guest's secure CPUs still exist when exit_mmap runs (U5).
 */
final class LazyPages implements ArchMm {
    private final Machine machine;
    private final Probe probe;
    private final Memmap memmap;
    private final UvPages uvPages;

    LazyPages(Machine machine) {
        this.machine = machine;
        probe = machine.probe();
        memmap = machine.memmap();
        uvPages = machine.uvPages();
    }

    @Override
    public boolean setsAside() {
        return machine.parameters().listCapacity() > 0;
    }

    @Override
    public void destroyPageLazy(int pfn) {
        // Z1: the set-aside reference.
        memmap.getPage(pfn);
        DeferredList list = machine.mm().deferredList();
        LazyPage local = new LazyPage(pfn);
        probe.at(Step.Z2_TEST_LIST, local);
        ArrayPage first = list.first();
        local.found(first);
        if (first == null || list.needsArray(first)) {
            exportAndGrow(local, list);
        } else {
            probe.at(Step.Z3_APPEND, local);
            // Whoever took the array page off the list since Z2 does not see this entry, or has freed the array page.
            list.append(first, pfn);
        }
    }

    /** Z2a to Z2c: this page is exported, and pays for the array page that the next ones go into. */
    private void exportAndGrow(LazyPage local, DeferredList list) {
        probe.at(Step.Z2A_EXPORT, local);
        if (uvPages.convertOwnedFromSecure(local.pfn(), Step.Z2A_EXPORT) != UvcResult.CC_OK) {
            // The reference of Z1 is kept: a page that is still secure must not go back to the allocator.
            memmap.leakOnPurpose(local.pfn());
            return;
        }
        memmap.putPage(local.pfn());
        probe.at(Step.Z2C_ALLOC_ARRAY, local);
        if (machine.environment().allocates(Step.Z2C_ALLOC_ARRAY)) {
            list.add(list.allocate());
        }
    }

    @Override
    public void exportUnmapped(int pfn, Step step) {
        boolean failed = uvPages.convertOwnedFromSecure(pfn, step) != UvcResult.CC_OK;
        if (failed && machine.switches().fixExportFailure()) {
            memmap.getPage(pfn);
            memmap.leakOnPurpose(pfn);
        }
    }

    @Override
    public void destroyContext(DeferredList list) {
        if (!machine.switches().fixMmdropDrains()) {
            return; // As posted: what nobody drained is lost.
        }
        @Nullable ArrayPage array = list.poll();
        while (array != null) {
            array.pages().forEach(uvPages::releaseSetAside);
            list.free(array);
            array = list.poll();
        }
    }
}
