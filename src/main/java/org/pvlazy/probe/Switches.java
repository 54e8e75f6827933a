package org.pvlazy.probe;

/**
 * Which posting of the series the code follows, one switch per repair; true is repaired. The first two are what v2 repaired of v1;
 * nobody posted the others.
 *
 * <p>More components than the house rule allows a method: they are read by name.
 *
 * @param fixMmCount the deferred thread holds a reference on mm_count (v2); v1's patch 09 took none
 * @param fixFenceReturn with lazy_destroy=0, deinit_vm_deferred returns after the synchronous path (v2); v1's patch 11 fell
 *     through into the lazy one
 * @param fixFailReferences deferred_destroy that fails gives back the references on mm_users and mm_count
 * @param fixOldTable replace_asce allocates before it unlists, and arch.pv remembers a marked table that is off crst_list
 * @param fixFullWalk the deferred thread does not stop cleaning when it is the last user
 * @param fixWaitExit whoever finds mm_users 0 waits for the end of exit_mmap before it looks at deferred_list
 * @param fixListLock a mutex is held around the whole drain of deferred_list
 * @param fixDrainExport a page that cannot be destroyed in the drain is exported, or leaked on purpose
 * @param fixNowDrains the synchronous path drains deferred_list, too
 * @param fixMmdropDrains the last mmdrop exports and frees what is still on deferred_list
 * @param fixExportFailure a page whose export fails while it is unmapped is leaked on purpose
 * @param fixDetachFirst the synchronous path clears guest_handle before it destroys the configuration
 * @param fixFreePriv the deferred thread frees its priv though the configuration could not be destroyed
 * @param fixModuleGet the deferred thread holds a reference on the kvm module
 */
public record Switches(
        boolean fixMmCount,
        boolean fixFenceReturn,
        boolean fixFailReferences,
        boolean fixOldTable,
        boolean fixFullWalk,
        boolean fixWaitExit,
        boolean fixListLock,
        boolean fixDrainExport,
        boolean fixNowDrains,
        boolean fixMmdropDrains,
        boolean fixExportFailure,
        boolean fixDetachFirst,
        boolean fixFreePriv,
        boolean fixModuleGet) {
    /** The series as posted first, on 17 May 2021. */
    public static final Switches V1 = new Switches(
            false, false, false, false, false, false, false, false, false, false, false, false, false, false);

    /** The series as posted second, on 28 July 2021. */
    public static final Switches V2 = new Switches(
            true, true, false, false, false, false, false, false, false, false, false, false, false, false);

    /** The series with every repair. */
    public static final Switches REPAIRED =
            new Switches(true, true, true, true, true, true, true, true, true, true, true, true, true, true);
}
