package org.pvlazy.mm;

/** How far exit_mmap of an address space has come. */
public enum Teardown {
    /** mm_users has not reached 0. */
    NO,
    /** The thread that dropped mm_users to 0 is unmapping. */
    RUNNING,
    /** Every page is unmapped and the users' common reference on mm_count is dropped. */
    DONE
}
