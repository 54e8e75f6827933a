package org.pvlazy.kvm;

/** Why kvm_s390_pv_deinit_vm_now, the synchronous path, is running. Nothing in the code looks at it; an observer may. */
public enum DeinitReason {
    /** It is not running. */
    NONE,
    /** CREATE_SEC_CONF failed with UVC_RC_NEED_DESTROY. */
    CREATE_FAILED,
    /** lazy_destroy is 0 (patch 11). */
    FENCE,
    /** No memory for the priv. */
    NO_MEMORY,
    /** exit_mmap has begun, so there is nothing to destroy lazily. */
    MM_GONE,
    /** It is about to run, after the references of the deferred path are given back (repair). */
    FAILING,
    /** No table for the gmap, or no kthread. */
    FAIL_PATH
}
