package org.pvlazy.probe;

import org.jspecify.annotations.Nullable;

/** Everything that the code does not decide itself. Called from the middle of a step, on the thread that takes it. */
public interface Environment {
    /** What the Ultravisor says to a call. */
    enum UvcAnswer {
        /** cc 0: done, provided that it can be done at all. */
        OK,
        /** cc 2: nothing done, ask again. */
        BUSY,
        /** cc 1: refused. */
        ERROR,
        /** cc 1 with rc bit 0x8000 (UVC_RC_NEED_DESTROY): create failed, but the configuration exists. */
        NEED_DESTROY
    }

    /** What a UVC on a page makes the Ultravisor do. It takes least time first, by what the mails say. */
    enum PageUvc {
        /** Nothing: the page is not secure, or the call is refused. */
        NOTHING,
        /** Clear a page. */
        DESTROY,
        /** Encrypt a page. */
        EXPORT
    }

    /** What the I/O thread of userspace does next. */
    sealed interface Command {
        /** KVM_PV_ENABLE of a VM. */
        record Enable(int vm) implements Command {
            /** Of the first VM. */
            public Enable() {
                this(1);
            }
        }

        /** KVM_PV_UNPACK of one page, by the VM that has it. */
        record Unpack(int page) implements Command {}

        /** KVM_PV_DISABLE of a VM. */
        record Disable(int vm) implements Command {
            /** Of the first VM. */
            public Disable() {
                this(1);
            }
        }

        /** The process exits: its last thread drops the address space. */
        record Exit() implements Command {}

        /** The last file descriptor of a VM is closed. */
        record Close(int vm) implements Command {
            /** Of the first VM. */
            public Close() {
                this(1);
            }
        }
    }

    /** What a guest CPU does that only the page tables notice. */
    enum GuestMove {
        /** Enters SIE. */
        ENTER_SIE,
        /** Leaves SIE, and is in KVM_RUN or in userspace. */
        EXIT_SIE,
        /** Touches an address that the guest's page tables do not translate: leaves SIE, and KVM handles the fault. */
        FAULT
    }

    /** What a protected guest asks the Ultravisor for, without a word to the host. */
    sealed interface GuestCall {
        /** Set Shared Access: everybody may touch the guest's page. */
        record Share(int page) implements GuestCall {}

        /** Remove Shared Access. */
        record Unshare(int page) implements GuestCall {}
    }

    /** Why an allocation finds no memory. */
    enum Shortage {
        /** The host has none left. */
        HOST,
        /** The memory control group of the allocating task has reached its limit. */
        MEMORY_CONTROL_GROUP
    }

    /**
     * What another process does with a page that it shares by way of the page cache.
     *
     * @param takes it takes a reference, else it drops the one it has
     */
    record PageHold(int page, boolean takes) {}

    /** A thread that was created and does not run yet. */
    interface Kthread {
        /** Lets the thread start; wake_up_process. */
        void wakeUp();
    }

    /** Whether the allocation made in {@code step} succeeds. */
    boolean allocates(Step step);

    /** What the Ultravisor answers to the call made in {@code step}, if it does not refuse it. */
    UvcAnswer answers(Step step);

    /** The calling thread is in the Ultravisor because of a page that it exports or destroys. By default no time passes. */
    default void inUltravisor(PageUvc uvc) {}

    /**
     * kthread_create: a thread that will run {@code body} once woken.
     *
     * @param data the argument the thread will work on
     * @return null if no thread can be had
     */
    @Nullable
    Kthread createThread(Step step, Object data, Runnable body);

    /** What userspace does next; null when it does nothing any more. Called at {@link Step#IDLE}. */
    @Nullable
    Command nextCommand();

    /**
     * Which page the calling guest CPU or host thread touches next, or the OOM reaper, reclaim or a thread of the other process
     * unmaps; null when it stops. Called at {@link Step#RUN}.
     */
    @Nullable
    Integer nextAccess();

    /** What the guest CPU asks the Ultravisor for next; null when it touches a page instead. Called at {@link Step#RUN}. */
    default @Nullable GuestCall nextGuestCall() {
        return null;
    }

    /** What the Ultravisor says to that. By default the guest does not care. */
    default void answersGuest(int cc) {}

    /**
     * Whether a guest CPU that is back in SIE after an import that is to be tried again repeats the instruction before anything else
     * happens: an interrupt for the guest, or somebody who wants vcpu->mutex.
     */
    default boolean repeatsInstruction() {
        return true;
    }

    /** What the guest CPU does next, where page tables matter; null when it stops. Called at {@link Step#RUN}. */
    default @Nullable GuestMove nextGuestMove() {
        return null;
    }

    /** Which memory the allocator finds none of next; null when it does not allocate any more. Called at {@link Step#RUN}. */
    default @Nullable Shortage nextShortage() {
        return null;
    }

    /** What the other process does next; null when it does nothing any more. Called at {@link Step#RUN}. */
    default @Nullable PageHold nextPageHold() {
        return null;
    }

    /** msleep, of the calling thread. By default no time passes: whatever else runs meanwhile may run, or not. */
    default void msleep(int millis) {
        Thread.onSpinWait();
    }

    /** Whether one more holder of the address space comes; asked at {@link Step#HG_GET_USERS}. */
    default boolean nextHolder() {
        return true;
    }
}
