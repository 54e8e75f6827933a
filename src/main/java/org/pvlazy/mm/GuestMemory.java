package org.pvlazy.mm;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;

/**
 * The memory object behind the guest's pages, and who maps it: the page cache, where the memory is a file of shared memory, and the
 * reverse mapping. Page i of the object is page frame i, whenever it has a frame at all.
 */
public final class GuestMemory {
    private final Memmap memmap;
    private final boolean shmem;
    /** Guarded by itself, the lock of the page cache; an entry changes only under the page lock. */
    private final BitSet cached = new BitSet();

    private final List<Mm> mappers = new CopyOnWriteArrayList<>();

    /**
     * Memory that is all there.
     *
     * @param shmem whether it is shared memory, whose pages the page cache has, with a reference on each; else it is anonymous
     */
    public GuestMemory(Memmap memmap, int pages, boolean shmem) {
        this.memmap = memmap;
        this.shmem = shmem;
        for (int pfn = 1; shmem && pfn <= pages; pfn++) {
            memmap.getPage(pfn);
            cached.set(pfn);
        }
    }

    /** vma_interval_tree_insert: this address space maps the memory, too. */
    public void addMapper(Mm mm) {
        mappers.add(mm);
    }

    /** The address spaces that may have PTEs for the memory, oldest first. */
    public List<Mm> mappers() {
        return mappers;
    }

    /** page_mapping: whether the page cache has the page. */
    public boolean cached(int pfn) {
        synchronized (cached) {
            return cached.get(pfn);
        }
    }

    /** page_mapcount, from the PTEs themselves. No lock: another address space may change its own at any time. */
    public int mapcount(int pfn) {
        int mapcount = 0;
        for (Mm mm : mappers) {
            mapcount += mm.present(pfn) ? 1 : 0;
        }
        return mapcount;
    }

    /** expected_page_refs of uv.c: each mapping has a reference, and the page cache has one. */
    public int expectedPageRefs(int pfn) {
        return mapcount(pfn) + (cached(pfn) ? 1 : 0);
    }

    /**
     * Whether the page can be mapped: it is in the page cache, or its frame is free. There is no other frame for it, so a fault
     * waits while somebody still holds the old one.
     */
    public boolean available(int pfn) {
        return cached(pfn) || memmap.free(pfn);
    }

    /**
     * handle_mm_fault: maps the page, unless it is mapped. Waits while the frame is neither cached nor free.
     *
     * @return false if the address space gets no pages any more, because it is being torn down
     */
    public boolean faultIn(Mm mm, int vpn) {
        while (mm.faults()) {
            if (tryFaultIn(mm, vpn)) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private boolean tryFaultIn(Mm mm, int vpn) {
        Lock mmapLock = mm.mmapReadLock();
        memmap.locks().lock(vpn);
        Lock pteLock = mm.lockPte(vpn);
        try {
            if (mm.present(vpn)) {
                return true;
            }
            if (!getForMapping(vpn)) {
                return false;
            }
            mm.setPte(vpn);
            return true;
        } finally {
            pteLock.unlock();
            memmap.locks().unlock(vpn);
            mmapLock.unlock();
        }
    }

    /**
     * The page cache's page, or a fresh one, which the page cache gets, too. The caller has locked the page and owns a reference
     * afterwards.
     *
     * @return false if the frame is neither cached nor free
     */
    private boolean getForMapping(int pfn) {
        if (cached(pfn)) {
            memmap.getPage(pfn);
            return true;
        }
        if (!memmap.allocate(pfn, shmem ? 2 : 1)) {
            return false;
        }
        synchronized (cached) {
            cached.set(pfn, shmem);
        }
        return true;
    }

    /**
     * The end of shrink_page_list: drops the caller's reference; if nobody but the page cache has one besides, the page leaves the
     * page cache and is freed. The caller has locked the page.
     */
    public void putReclaimed(int pfn) {
        // __remove_mapping freezes at the caller's reference and the page cache's.
        if (cached(pfn) && memmap.freeze(pfn, 2)) {
            synchronized (cached) {
                cached.clear(pfn);
            }
            memmap.unfreeze(pfn, 2);
            memmap.putPages(pfn, 2);
        } else {
            memmap.putPage(pfn);
        }
    }
}
