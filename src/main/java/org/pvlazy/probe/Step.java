package org.pvlazy.probe;

/**
 * The atomic steps, one constant each, in the order of the kernel functions they belong to. A
 * thread stands at a step when the step is the next thing it does.
 */
public enum Step {
    /** The I/O thread of userspace waits for the next thing to do: an ioctl, the exit of the process, the close of the fd. */
    IDLE("userspace", 0),
    /** A guest CPU in SIE, another host thread in userspace, or the OOM reaper or reclaim between two pages. */
    RUN("userspace", 0),

    /** Allocates stor_base and stor_var. */
    A1_ALLOC_VM("kvm_s390_pv_alloc_vm", 0),
    /** CREATE_SEC_CONF; stores the handle. */
    C1_CREATE_CONF("kvm_s390_pv_init_vm", 0),
    /** Sets pv_sync_destroy under mmap_lock when lazy destroy is fenced. Frame: UvcResult. */
    C2_SET_SYNC("kvm_s390_pv_init_vm", 11),
    /** Increments is_protected. Frame: UvcResult. */
    C3_INC_PROTECTED("kvm_s390_pv_init_vm", 7),
    /** Create failed and left nothing behind: decrements is_protected, frees the donated memory. Frame: UvcResult. */
    C4_DEC_PROTECTED("kvm_s390_pv_init_vm", 7),
    /** Stores the handle in the gmap: imports may begin. */
    C5_SET_GUEST_HANDLE("kvm_s390_pv_init_vm", 0),
    /** CREATE_SEC_CPU for every vCPU. */
    C6_CREATE_CPUS("kvm_s390_cpus_to_pv", 0),

    /** follow_page without FOLL_GET: finds the page, and takes no reference. Frame: ImportState. */
    M1_MAKE_SECURE("gmap_make_secure", 8),
    /** lock_page, then get_locked_pte. Nothing has kept the page frame until here. Frame: ImportState. */
    M1_LOCK_PAGE("gmap_make_secure", 0),
    /** No page was mapped: gmap_fault. Holds no lock. Frame: Integer, the page. */
    M1_FAULT_IN("gmap_make_secure", 0),
    /** Export before import; its outcome is ignored, and PG_arch_1 stays. Frame: ImportState. */
    M2_EXPORT("gmap_make_secure", 8),
    /** Looks whether the page is still mapped, and counts the references that it should have. Frame: ImportState. */
    M3_EXPECTED_REFS("make_secure_pte", 0),
    /** page_ref_freeze. Frame: ImportState. */
    M3_FREEZE("make_secure_pte", 0),
    /** Sets PG_arch_1, before the UVC. Frame: ImportState. */
    M4_SET_FLAG("make_secure_pte", 1),
    /** The import itself, asked once. Frame: ImportState. */
    M5_UVC("make_secure_pte", 1),
    /** page_ref_unfreeze; releases PTE lock and page lock. Frame: ImportState. */
    M6_UNFREEZE("make_secure_pte", 1),

    /** follow_page with FOLL_GET: takes a reference on what is mapped. Frame: Integer, the page. */
    AC_FOLLOW_PAGE("do_secure_storage_access", 5),
    /** Tests PG_arch_1. Frame: Integer, the page. */
    AC_TEST_FLAG("arch_make_page_accessible", 0),
    /** Pins the page if it is shared, else exports it: one step, as either makes it accessible. Frame: Integer, the page. */
    AC_EXPORT_UVC("arch_make_page_accessible", 0),
    /** Clears PG_arch_1. Frame: Integer, the page. */
    AC_CLEAR_FLAG("arch_make_page_accessible", 0),
    /** Drops the reference. Frame: Integer, the page. */
    AC_PUT("do_secure_storage_access", 5),

    /** follow_page with FOLL_GET: takes a reference on what is mapped. Frame: Integer, the page. */
    SV_FOLLOW_PAGE("gmap_destroy_page", 4),
    /** The owned reference and the destroy-page UVC. Frame: Integer, the page. */
    SV_DESTROY_UVC("uv_destroy_owned_page", 3),
    /** Destroy was refused: the owned reference, taken anew, and the export. Frame: Integer, the page. */
    SV_EXPORT_UVC("uv_convert_owned_from_secure", 3),
    /** Clears PG_arch_1 after whichever UVC was successful. Frame: Integer, the page. */
    SV_CLEAR_FLAG("gmap_destroy_page", 3),
    /** Drops the owned reference and that of follow_page. Frame: Integer, the page. */
    SV_PUT("gmap_destroy_page", 4),

    /**
     * Takes page lock, reference and PTE lock of a page to be reclaimed or migrated, and clears every PTE that maps it. Frame:
     * Integer, the page.
     */
    RC_CLEAR_PTE("ptep_clear_flush", 3),
    /** The owned reference and the export, if the mm is protected. Frame: Integer, the page. */
    RC_EXPORT_UVC("uv_convert_owned_from_secure", 3),
    /** Clears PG_arch_1 and drops the owned reference. Frame: Integer, the page. */
    RC_CLEAR_FLAG("uv_convert_owned_from_secure", 3),
    /** Drops the mapping's reference; frees the page if nobody else has one; unlocks. Frame: Integer, the page. */
    RC_PUT("shrink_page_list", 0),

    /** DESTROY_SEC_CPU for every vCPU, under its mutex. */
    CP_DESTROY_CPUS("kvm_s390_cpus_from_pv", 0),

    /** Allocates the zombie's priv. */
    D1_ALLOC_PRIV("kvm_s390_pv_deinit_vm_deferred", 9),
    /** mmgrab. */
    D2_GRAB_MM("kvm_s390_pv_deinit_vm_deferred", 9),
    /** mmget_not_zero. */
    D3_GET_USERS("kvm_s390_pv_deinit_vm_deferred", 9),
    /** mmget_not_zero failed: list_empty(deferred_list)? */
    D3_TEST_LIST("kvm_s390_pv_deinit_vm_deferred", 10),
    /** The address space is gone already and nothing was set aside: mmdrop, kfree(priv). */
    D3B_DROP_MM("kvm_s390_pv_deinit_vm_deferred", 9),
    /** Copies arch.pv into priv (E1), then clears gmap->guest_handle (E2). */
    E2_CLEAR_GUEST_HANDLE("deferred_destroy", 9),
    /** Gives the gmap a fresh top-level table. Frame: DeferredPriv. */
    E3_REPLACE_ASCE("kvm_s390_pv_replace_asce", 9),
    /** Repair: takes mmap_lock for writing, guest_table_lock, or both. Frame: TableSwitch. */
    E3L_TAKE_LOCKS("kvm_s390_pv_replace_asce", 2),
    /** Takes the table in use off crst_list. As posted without a lock. Frame: TableSwitch. */
    E3A_UNLIST("kvm_s390_pv_remove_old_asce", 2),
    /** Allocates the new table. Frame: TableSwitch. */
    E3B_ALLOC("kvm_s390_pv_replace_asce", 2),
    /** Puts the new table on crst_list, before it has any content. As posted without a lock. Frame: TableSwitch. */
    E3C_LIST_ADD("kvm_s390_pv_replace_asce", 2),
    /** Copies the table in use into the new one. Frame: TableSwitch. */
    E3D_COPY("kvm_s390_pv_replace_asce", 2),
    /** Sets gmap->asce: a CPU that enters SIE from now on uses the new table. Frame: TableSwitch. */
    E3E_SET_ASCE("kvm_s390_pv_replace_asce", 2),
    /** Sets mm->context.gmap_asce, which TLB flushes use. Frame: TableSwitch. */
    E3F_SET_CONTEXT_ASCE("kvm_s390_pv_replace_asce", 2),
    /** Sets gmap->table: whoever looks for an entry from now on finds the new table. Frame: TableSwitch. */
    E3G_SET_TABLE("kvm_s390_pv_replace_asce", 2),
    /** Repair: makes every guest CPU leave SIE, and flushes its TLB. Frame: TableSwitch. */
    E3H_KICK_CPUS("kvm_s390_pv_replace_asce", 2),
    /** Without a user of the mm: takes the table in use off crst_list, so that it is not freed with the gmap. Frame: DeferredPriv. */
    E3_REMOVE_ASCE("kvm_s390_pv_remove_old_asce", 10),
    /** kthread_create. Frame: DeferredPriv. */
    E4_CREATE_KTHREAD("deferred_destroy", 9),
    /** memset of arch.pv. */
    E5_ZERO_PV("deferred_destroy", 9),
    /** wake_up_process. */
    E7_WAKE_UP("deferred_destroy", 9),
    /** Repair: FAIL gives back the reference on mm_users. */
    FAIL_MMPUT("deferred_destroy", 0),
    /** Repair: FAIL gives back the reference on mm_count. */
    FAIL_DROP_MM("deferred_destroy", 0),

    /** Reads mm_users once per batch. Frame: ResetWalkState. */
    R_TEST("s390_uv_destroy_range", 6),
    /** Takes a reference on every present page of a batch, under mmap_lock. Frame: ResetWalkState. */
    R_GATHER("s390_gather_pages", 6),
    /** The owned reference and the destroy-page UVC. Frame: PfnBatch. */
    P_DESTROY_UVC("uv_destroy_owned_page", 3),
    /** Repair: destroy-page was refused in the drain, so the page is exported. Frame: PfnBatch. */
    P_EXPORT("s390_uv_destroy_pfns", 0),
    /** Clears PG_arch_1 after a successful UVC. Frame: PfnBatch. */
    P_CLEAR_FLAG("uv_destroy_owned_page", 3),
    /** Drops the owned reference and the gathered, or the set-aside, one. Frame: PfnBatch. */
    P_PUT("s390_uv_destroy_pfns", 6),

    /** register_oom_notifier. Frame: DeferredPriv. */
    K0_REGISTER("kvm_s390_pv_destroy_vm_thread", 12),
    /** list_for_each_entry_safe over deferred_list begins: the first array page and the one behind it. Frame: DrainState. */
    K1_FIRST("kvm_s390_pv_destroy_vm_thread", 10),
    /** list_del of the array page; reads its count. Frame: DrainState. */
    K1_LIST_DEL("kvm_s390_pv_destroy_vm_thread", 10),
    /** Adds the pages of the array page, and the array page itself, to n_pages_freed. Frame: DrainState. */
    K1_COUNT("kvm_s390_pv_destroy_vm_thread", 12),
    /** free_page of the array page, then the iteration goes on to the next one. Frame: DrainState. */
    K1_FREE_ARRAY("kvm_s390_pv_destroy_vm_thread", 10),
    /** unregister_oom_notifier: waits for a callback that runs. Frame: DeferredPriv. */
    K2_UNREGISTER("kvm_s390_pv_destroy_vm_thread", 12),

    /** Reads mm_users: is this thread the last user? Frame: DeferredPriv. */
    K3B_READ_USERS("kvm_s390_pv_destroy_vm_thread", 10),
    /** Sets pv_sync_destroy under mmap_lock. Frame: DeferredPriv. */
    K3B_SET_SYNC("kvm_s390_pv_destroy_vm_thread", 10),
    /** mmput. Frame: DeferredPriv. */
    K3C_MMPUT("kvm_s390_pv_destroy_vm_thread", 9),
    /** DESTROY_SEC_CONF of the zombie. Frame: DeferredPriv. */
    K4_DESTROY_CONF("kvm_s390_pv_destroy_vm_thread", 9),
    /** The UVC failed: leaks on purpose, mmdrop. Frame: DeferredPriv. */
    K5_LEAK("kvm_s390_pv_destroy_vm_thread", 9),
    /** Decrements is_protected. Frame: DeferredPriv. */
    K6_DEC_PROTECTED("kvm_s390_pv_destroy_vm_thread", 9),
    /** mmdrop. Frame: DeferredPriv. */
    K7_DROP_MM("kvm_s390_pv_destroy_vm_thread", 9),
    /** Frees stor_base, old_table, stor_var and priv. Frame: DeferredPriv. */
    K8_FREE_DONATED("kvm_s390_pv_destroy_vm_thread", 9),

    /**
     * Clears one PTE of a dying address space. If the mm is protected, either begins with uv_destroy_page_lazy (Z1, the set-aside
     * reference), or exports the page; if the page is not set aside, drops the mapping's reference.
     */
    X_UNMAP("exit_mmap", 10),
    /** list_empty, or is the first array page full? Frame: LazyPage. */
    Z2_TEST_LIST("uv_destroy_page_lazy", 10),
    /** Exports the page and drops Z1 (Z2b), or leaks it; then the mapping's reference goes, too, after a failure. Frame: LazyPage. */
    Z2A_EXPORT("uv_destroy_page_lazy", 10),
    /** Allocates an array page and puts it in front; drops the mapping's reference. Frame: LazyPage. */
    Z2C_ALLOC_ARRAY("uv_destroy_page_lazy", 10),
    /** Enters the page into the array page; drops the mapping's reference. Frame: LazyPage. */
    Z3_APPEND("uv_destroy_page_lazy", 10),
    /** No page is left: drops the reference on mm_count that all users shared. */
    X_DROP_MM("__mmput", 0),

    /** mmget_not_zero of the synchronous path. */
    N1_GET_USERS("kvm_s390_pv_deinit_vm_now", 6),
    /** mmput of the synchronous path. */
    N1_MMPUT("kvm_s390_pv_deinit_vm_now", 6),
    /** DESTROY_SEC_CONF of arch.pv.handle. */
    N2_DESTROY_CONF("kvm_s390_pv_deinit_vm_now", 6),
    /** Clears gmap->guest_handle. Frame: UvcResult. */
    N3_CLEAR_GUEST_HANDLE("kvm_s390_pv_deinit_vm_now", 6),
    /** Decrements is_protected; only after a successful UVC. Frame: UvcResult. */
    N4_DEC_PROTECTED("kvm_s390_pv_deinit_vm_now", 7),
    /** Frees stor_base and stor_var, zeroes arch.pv. Frame: UvcResult. */
    N6_DEALLOC("kvm_s390_pv_dealloc_vm", 6),
    /** Repair: the table in use is not marked any more, so it goes back on crst_list. */
    N6_LIST_AGAIN("kvm_s390_pv_dealloc_vm", 2),
    /** The UVC failed: donated memory is leaked, the gmap gets a fresh table, the handle is kept. Frame: UvcResult. */
    N6_REPLACE_ASCE("kvm_s390_pv_replace_asce", 2),

    /** DESTROY_SEC_CPU for every vCPU as the VM goes. */
    F1_DESTROY_CPUS("kvm_arch_destroy_vm", 0),
    /** gmap_remove: frees every table still on crst_list. */
    F2_REMOVE_GMAP("kvm_arch_destroy_vm", 0),
    /** mmdrop of the reference that struct kvm held. */
    F3_DROP_MM("kvm_destroy_vm", 0),

    /** mmput of the exiting process. */
    EX_MMPUT("exit_mm", 0),

    /** Another holder comes: mmget_not_zero. */
    HG_GET_USERS("get_task_mm", 0),
    /** The other holder goes: mmput. */
    HP_MMPUT("mmput", 0),

    /** Finds the entry of the faulting address in gmap->table; keeps the pointer to it. Frame: TableLink. */
    LT_READ_TABLE("__gmap_link", 0),
    /** Allocates a lower-level table. Frame: TableLink. */
    LT_ALLOC("gmap_alloc_table", 0),
    /** Takes guest_table_lock. Frame: TableLink. */
    LT_LOCK("gmap_alloc_table", 0),
    /** The entry is still invalid: puts the lower-level table on crst_list. Frame: TableLink. */
    LT_LIST_ADD("gmap_alloc_table", 0),
    /** Lets the entry point to it. Frame: TableLink. */
    LT_STORE("gmap_alloc_table", 0),
    /** Releases guest_table_lock; frees a table that is not needed. Frame: TableLink. */
    LT_UNLOCK("gmap_alloc_table", 0),
    /** Follows the entry, and under guest_table_lock enters its segment into host_to_guest. Frame: TableLink. */
    LT_LINK("__gmap_link", 0),

    /** Takes oom_lock and the chain's rwsem for reading. Frame: OomRound. */
    OM_LOCK("out_of_memory", 0),
    /** Calls the next notifier, which returns at once if enough was reported already. Frame: OomRound. */
    OM_CALL("notifier_call_chain", 12),
    /** Reads n_pages_freed of the zombie. Frame: OomRound. */
    OM_READ_BEFORE("kvm_s390_pv_oom_notify", 12),
    /** msleep. Frame: OomRound. */
    OM_SLEEP("kvm_s390_pv_oom_notify", 12),
    /** Reads n_pages_freed again and reports the difference. Frame: OomRound. */
    OM_READ_AFTER("kvm_s390_pv_oom_notify", 12),
    /** Releases the chain; if nothing was reported, picks a victim. Frame: OomRound. */
    OM_DECIDE("out_of_memory", 0);

    private final String kernelFunction;
    private final int patch;

    Step(String kernelFunction, int patch) {
        this.kernelFunction = kernelFunction;
        this.patch = patch;
    }

    /** The C function that takes the step; {@code userspace} where no kernel code runs. */
    public String kernelFunction() {
        return kernelFunction;
    }

    /** Number of the patch (1 to 13) that wrote the step into this function; 0 for code the series found there. */
    public int patch() {
        return patch;
    }
}
