package org.pvlazy.kvm;

import org.pvlazy.mm.Errno;

/** The locals of gmap_make_secure and make_secure_pte (patches 01 and 08). On the stack of the thread that imports, and its alone. */
public final class ImportState {
    private final int page;
    private boolean drained;
    private int expected;
    private boolean called;
    private int rc;

    ImportState(int page) {
        this.page = page;
    }

    /** The page that is to be imported. */
    public int page() {
        return page;
    }

    /** local_drain: somebody else had a reference on the page, so lru_add_drain was tried. */
    public boolean drained() {
        return drained;
    }

    /** The references that the page should have: what page_ref_freeze is called with, or was; 0 before and after. */
    public int expected() {
        return expected;
    }

    /** Whether the UVC was made and the page is not unfrozen yet. */
    public boolean called() {
        return called;
    }

    /** What the UVC came to, while {@link #called}: 0, -EINVAL, or -EAGAIN if the Ultravisor was busy. */
    public int rc() {
        return rc;
    }

    void setDrained() {
        drained = true;
    }

    void setExpected(int references) {
        expected = references;
    }

    /** page_ref_freeze failed. */
    int busy() {
        expected = 0;
        return -Errno.EBUSY;
    }

    void setRc(int returned) {
        called = true;
        rc = returned;
    }

    int unfrozen() {
        expected = 0;
        called = false;
        return rc;
    }
}
