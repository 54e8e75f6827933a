package org.pvlazy.kvm;

/** What has become of the VM's file descriptor, and with it of struct kvm. */
public enum FdState {
    /** Userspace has the descriptor. */
    OPEN,
    /** The last close is on its way through kvm_destroy_vm. */
    CLOSING,
    /** kvm_destroy_vm is done. */
    GONE
}
