package org.pvlazy.probe;

/**
 * Which posting of the series the code follows, one switch per repair; true is repaired.
 *
 * @param fixMmCount the deferred thread holds a reference on mm_count (v2); v1's patch 09 took none
 * @param fixFenceReturn with lazy_destroy=0, deinit_vm_deferred returns after the synchronous path (v2); v1's patch 11 fell
 *     through into the lazy one
 */
public record Switches(boolean fixMmCount, boolean fixFenceReturn) {
    /** The series as posted first, on 17 May 2021. */
    public static final Switches V1 = new Switches(false, false);

    /** The series as posted second, on 28 July 2021. */
    public static final Switches V2 = new Switches(true, true);
}
