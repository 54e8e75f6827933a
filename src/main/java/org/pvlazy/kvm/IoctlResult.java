package org.pvlazy.kvm;

/**
 * What KVM_S390_PV_COMMAND gives back to userspace.
 *
 * @param r 0 or a negative errno
 * @param rc return code of the UVC; a lazy destroy issues none and makes up 1
 * @param rrc return reason code of the UVC; a lazy destroy makes up 42
 */
public record IoctlResult(int r, int rc, int rrc) {
    private static final int UVC_RC_EXECUTED = 1;
    private static final int LAZY_RRC = 42;

    /** kvm_s390_pv_deinit_vm_deferred (patch 09) left the work to a kthread: rc 1, rrc 42, though no UVC was issued. */
    static final IoctlResult DEFERRED = new IoctlResult(0, UVC_RC_EXECUTED, LAZY_RRC);

    /** Everything done, every UVC executed. */
    static final IoctlResult DONE = new IoctlResult(0, UVC_RC_EXECUTED, 0);

    static IoctlResult error(int errno) {
        return new IoctlResult(-errno, 0, 0);
    }
}
