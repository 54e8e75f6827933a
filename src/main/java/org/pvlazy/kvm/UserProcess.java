package org.pvlazy.kvm;

import org.jspecify.annotations.Nullable;

/** The userspace process, QEMU. */
public final class UserProcess {
    /** Written by the I/O thread only. */
    private volatile boolean alive = true;
    /** Written by the I/O thread only. */
    private volatile @Nullable IoctlResult lastIoctl;

    /** Written by the I/O thread only. */
    private volatile int currentVm = 1;

    UserProcess() {}

    /** The VM that the last command of the I/O thread was about; the first one before any. */
    public int currentVm() {
        return currentVm;
    }

    void setCurrentVm(int number) {
        currentVm = number;
    }

    /** False from the moment its last thread begins to exit (exit_mm). */
    public boolean alive() {
        return alive;
    }

    /** What the last ioctl of KVM_S390_PV_COMMAND gave back; null before the first. */
    public @Nullable IoctlResult lastIoctl() {
        return lastIoctl;
    }

    void exit() {
        alive = false;
    }

    void ioctlReturned(IoctlResult result) {
        lastIoctl = result;
    }
}
