package org.pvlazy.mm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.Splat;

/**
 * The struct page of every page frame: _refcount, PG_arch_1 and PG_locked, in flat arrays. Page frames are 1 to pages.
 *
 * <p>The first two are atomics and have no lock. PG_arch_1 set means that the page might be secure; clear on a secure page is
 * fatal, because nobody would export it any more.
 */
public final class Memmap {
    private static final VarHandle REFCOUNT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle FLAGS = MethodHandles.arrayElementVarHandle(byte[].class);
    private static final byte PG_ARCH_1 = 1;
    /**
     * Added to the count of a frozen page. The posted code writes 0 there and keeps the count on the stack of who froze the page; so
     * for everybody else a count below 0 is a 0. Here it is kept in place, for the sanitizer, for an observer, and for the repair that
     * lets references be dropped while the page is frozen.
     */
    private static final int FROZEN = Integer.MIN_VALUE;
    /** The count of a page that nobody has any more and the allocator not yet; frozen with no reference. For everybody else a 0. */
    private static final int FREEING = FROZEN;

    private final int[] refcounts;
    private final boolean freezeBias;
    private final PageLocks locks;
    private final byte[] flags;
    private final MemCgroup memcg;
    /** Guarded by itself. */
    private final BitSet leaked = new BitSet();

    private final IntPredicate secure;
    private final Sanitizer sanitizer;

    /**
     * Page frames that each have the one reference of their mapping, and no flag. One memory control group pays for all.
     *
     * @param secure whether a configuration owns the page; asked when a page is about to be freed
     */
    public Memmap(int pages, IntPredicate secure, Sanitizer sanitizer) {
        this(pages, false, secure, sanitizer);
    }

    /**
     * The same.
     *
     * @param freezeBias repair: a reference of a frozen page may be dropped
     */
    public Memmap(int pages, boolean freezeBias, IntPredicate secure, Sanitizer sanitizer) {
        this.freezeBias = freezeBias;
        locks = new PageLocks(pages);
        refcounts = new int[pages + 1];
        Arrays.fill(refcounts, 1, pages + 1, 1);
        flags = new byte[pages + 1];
        memcg = new MemCgroup(pages);
        this.secure = secure;
        this.sanitizer = sanitizer;
    }

    /**
     * get_page. On a free page it is a {@link Splat#PAGE_UNDERFLOW}: nobody may get here without a reference. On a frozen one, whose
     * count is 0, it is a {@link Splat#FROZEN_PAGE_GET}; with a bias it counts as usual.
     */
    public void getPage(int pfn) {
        int seen;
        do {
            seen = raw(pfn);
            if (seen == 0 || seen == FREEING) {
                throw sanitizer.report(Splat.PAGE_UNDERFLOW, "get_page of free page " + pfn);
            }
            if (seen < 0 && !freezeBias) {
                throw sanitizer.report(Splat.FROZEN_PAGE_GET, "get_page of page " + pfn + ", which is frozen");
            }
        } while (!REFCOUNT.compareAndSet(refcounts, pfn, seen, seen + 1));
    }

    /** try_get_page: a reference, unless the page is free or frozen. */
    public boolean tryGetPage(int pfn) {
        int seen;
        do {
            seen = raw(pfn);
            if (seen <= 0) {
                return false;
            }
        } while (!REFCOUNT.compareAndSet(refcounts, pfn, seen, seen + 1));
        return true;
    }

    /**
     * The allocator hands out the frame, if it has it.
     *
     * @param references that the page has from the start
     */
    boolean allocate(int pfn, int references) {
        if (!REFCOUNT.compareAndSet(refcounts, pfn, 0, references)) {
            return false;
        }
        memcg.charge(pfn);
        return true;
    }

    /** put_page; the last one frees the page. */
    public void putPage(int pfn) {
        boolean unused = putPages(pfn, 1);
    }

    /**
     * As many put_page calls in a row.
     *
     * @return whether the last one freed the page
     */
    public boolean putPages(int pfn, int references) {
        int seen;
        boolean last;
        do {
            seen = raw(pfn);
            checkPut(pfn, seen, references);
            last = seen == references;
        } while (!REFCOUNT.compareAndSet(refcounts, pfn, seen, last ? FREEING : seen - references));
        if (last) {
            // Nobody gets a reference any more, and the allocator does not hand the page out yet.
            clearArch1(pfn); // free_pages_prepare clears every flag.
            memcg.uncharge(pfn);
            REFCOUNT.setVolatile(refcounts, pfn, 0);
        }
        return last;
    }

    /** Reports what {@link #putPage} would report, and changes nothing. */
    public void checkPutPage(int pfn) {
        checkPut(pfn, raw(pfn), 1);
    }

    private void checkPut(int pfn, int count, int references) {
        int seen = count == FREEING ? 0 : count;
        if (seen < 0 && freezeBias) {
            return; // The mapping's reference, at least, is still there when the import is over.
        }
        if (seen < 0) {
            throw sanitizer.report(Splat.FROZEN_PAGE_PUT, "put_page of page " + pfn + ", which is frozen");
        }
        if (seen < references) {
            throw sanitizer.report(Splat.PAGE_UNDERFLOW, "put_page of page " + pfn + " with refcount " + seen);
        }
        // The page is not free yet: an import needs its mapping's reference, so it cannot become secure after this
        // look.
        if (seen == references && secure.test(pfn)) {
            throw sanitizer.report(Splat.SECURE_PAGE_FREED, "page " + pfn);
        }
    }

    /**
     * page_ref_freeze: nobody gets a reference until {@link #unfreeze}, provided that nobody has one that is not expected.
     *
     * @return false if the count is not {@code expected}
     */
    public boolean freeze(int pfn, int expected) {
        return REFCOUNT.compareAndSet(refcounts, pfn, expected, FROZEN + expected);
    }

    /**
     * page_ref_unfreeze; with the repair, page_ref_add of the bias.
     *
     * @param expected the count at which the page was frozen
     */
    public void unfreeze(int pfn, int expected) {
        if (freezeBias) {
            REFCOUNT.getAndAdd(refcounts, pfn, FROZEN); // The bias is its own opposite.
        } else {
            REFCOUNT.setVolatile(refcounts, pfn, expected);
        }
    }

    /** set_bit(PG_arch_1): the page might be secure from now on. */
    public void setArch1(int pfn) {
        FLAGS.setVolatile(flags, pfn, PG_ARCH_1);
    }

    /** clear_bit(PG_arch_1): the page is not secure. Only for callers whose reference keeps an import away. */
    public void clearArch1(int pfn) {
        FLAGS.setVolatile(flags, pfn, (byte) 0);
    }

    /** Notes that somebody keeps a reference of the page for ever, because the Ultravisor does not give the page back. */
    public void leakOnPurpose(int pfn) {
        synchronized (leaked) {
            leaked.set(pfn);
        }
    }

    /** Whether a reference of the page was leaked on purpose. */
    public boolean leaked(int pfn) {
        synchronized (leaked) {
            return leaked.get(pfn);
        }
    }

    /** The memory control group that pays for the pages. */
    public MemCgroup memcg() {
        return memcg;
    }

    /** page_ref_count: 0 for a free page and for a frozen one. */
    public int refcount(int pfn) {
        return Math.max(0, raw(pfn));
    }

    /** The references that there are, also while the page is frozen. */
    public int references(int pfn) {
        return raw(pfn) & ~FROZEN;
    }

    /** Whether an import has frozen the page. */
    public boolean frozen(int pfn) {
        int seen = raw(pfn);
        return seen < 0 && seen != FREEING;
    }

    /** Whether the allocator has the page. */
    public boolean free(int pfn) {
        return raw(pfn) == 0;
    }

    /** PG_locked. */
    public PageLocks locks() {
        return locks;
    }

    /** test_bit(PG_arch_1). */
    public boolean pgArch1(int pfn) {
        return (byte) FLAGS.getVolatile(flags, pfn) != 0;
    }

    private int raw(int pfn) {
        return (int) REFCOUNT.getVolatile(refcounts, pfn);
    }
}
