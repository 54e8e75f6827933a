package org.pvlazy.probe;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;

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
 * @param fixCountFirst init_vm increments is_protected before the configuration exists
 * @param fixFreePriv the deferred thread frees its priv though the configuration could not be destroyed
 * @param fixModuleGet the deferred thread holds a reference on the kvm module
 * @param fixLockMapped an import looks for the page with the PTE lock held and keeps it, so that the page cannot go away
 * @param fixFreezeBias freezing a page subtracts a bias from its count, so that a reference dropped meanwhile counts as usual
 * @param fixRecount an import computes the references that it expects again once the page is frozen
 * @param fixExportFlagged export before import also where the Ultravisor has BIT_UV_FEAT_MISC, if PG_arch_1 is set
 * @param fixEnableNeedsCpu KVM_PV_ENABLE is refused for a VM without vCPUs
 * @param fixTableLock replace_asce allocates first, and then changes crst_list and the gmap under guest_table_lock
 * @param fixWalkLock replace_asce holds mmap_lock for writing, so that nobody is linking a table meanwhile
 * @param fixAsceKick after replace_asce no guest CPU uses the old table any more
 * @param fixSegmentAsce replace_asce refuses a segment table, into which host_to_guest points
 * @param fixCountPerPage n_pages_freed counts each page that is really freed, in one section with the put_page
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
        boolean fixCountFirst,
        boolean fixFreePriv,
        boolean fixModuleGet,
        boolean fixTableLock,
        boolean fixWalkLock,
        boolean fixAsceKick,
        boolean fixSegmentAsce,
        boolean fixCountPerPage,
        boolean fixLockMapped,
        boolean fixFreezeBias,
        boolean fixRecount,
        boolean fixExportFlagged,
        boolean fixEnableNeedsCpu) {
    /** The series as posted first, on 17 May 2021. */
    public static final Switches V1 = with(name -> false);

    /** The series as posted second, on 28 July 2021. */
    public static final Switches V2 = with(Set.of("fixMmCount", "fixFenceReturn")::contains);

    /** The series with every repair. */
    public static final Switches REPAIRED = with(name -> true);

    /** Those repairs whose component has such a name; written so because nobody can count this many truth values. */
    public static Switches with(Predicate<String> repaired) {
        RecordComponent[] components = Switches.class.getRecordComponents();
        Object[] settings = new Object[components.length];
        Arrays.setAll(settings, i -> repaired.test(components[i].getName()));
        try {
            return (Switches) Switches.class.getDeclaredConstructors()[0].newInstance(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
