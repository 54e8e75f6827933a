package org.pvlazy.mm;

/** The errno values that the code returns, negated, as in C. */
public final class Errno {
    /** I/O error: a UVC failed, or the caller lives in another address space. */
    public static final int EIO = 5;

    /** Bad file descriptor. */
    public static final int EBADF = 9;

    /** No such device or address: no page is mapped there, or not the one that was found before. */
    public static final int ENXIO = 6;

    /** Try again. */
    public static final int EAGAIN = 11;

    /** Out of memory. */
    public static final int ENOMEM = 12;

    /** Bad address: no page is mapped there. */
    public static final int EFAULT = 14;

    /** Somebody else has a reference on the page. */
    public static final int EBUSY = 16;

    /** Something is there already. */
    public static final int EEXIST = 17;

    /** Invalid argument. */
    public static final int EINVAL = 22;

    private Errno() {}
}
