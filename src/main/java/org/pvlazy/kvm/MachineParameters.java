package org.pvlazy.kvm;

/**
 * Sizes of a machine, and the one module parameter.
 *
 * <p>More components than the house rule allows a method: they are read by name.
 *
 * @param pages pages of the address space; page frames and virtual pages are 1 to pages
 * @param lowPages pages 1 to lowPages are below the guest's 2 GiB, cleared before a lazy destroy returns (patch 09)
 * @param batchSize pages that a cleaner gathers under one mmap_lock; 32 in the kernel (patch 06)
 * @param maxConfigs configurations that the Ultravisor can create; at most 255
 * @param lazyDestroy the module parameter lazy_destroy (patch 11)
 * @param vms VMs of the process, 1 or 2; the pages belong to them in turn
 * @param listCapacity pages that an array page of deferred_list has room for (patch 10); 0 if no array page can ever be had
 * @param guestCpus guest CPUs of each VM
 * @param segmentTop the guests are so small that their top-level table is a segment table: there are no lower-level ones
 * @param oomCutOff pages after whose report the OOM notifier of patch 12 does not wait any more
 * @param foreignFreed pages that somebody else's OOM notifier reports; 0 if there is none
 */
public record MachineParameters(
        int pages,
        int lowPages,
        int batchSize,
        int maxConfigs,
        boolean lazyDestroy,
        int vms,
        int listCapacity,
        int guestCpus,
        boolean segmentTop,
        int oomCutOff,
        int foreignFreed) {
    /** DESTROY_LOOP_THRESHOLD of patch 06. */
    public static final int KERNEL_BATCH_SIZE = 32;

    /** PV_MAX_LAZY_COUNT of patch 10. */
    public static final int KERNEL_LIST_CAPACITY = 509;

    /** What patch 12 compares with. */
    public static final int KERNEL_OOM_CUT_OFF = 1024;

    /** Refuses sizes that make no machine. */
    public MachineParameters {
        if (pages < 1 || lowPages < 0 || lowPages > pages || batchSize < 1) {
            throw new IllegalArgumentException(
                    "no machine has pages=" + pages + " lowPages=" + lowPages + " batchSize=" + batchSize);
        }
        if (vms < 1 || vms > 2 || listCapacity < 0 || guestCpus < 0) {
            throw new IllegalArgumentException(
                    "no machine has vms=" + vms + " listCapacity=" + listCapacity + " guestCpus=" + guestCpus);
        }
    }

    /** One VM, on a machine where no page can be set aside. */
    public MachineParameters(int pages, int lowPages, int batchSize, int maxConfigs, boolean lazyDestroy) {
        this(pages, lowPages, batchSize, maxConfigs, lazyDestroy, 1, 0, 1, false, KERNEL_OOM_CUT_OFF, 0);
    }

    /** The same with another number of VMs. */
    public MachineParameters withVms(int number) {
        return new MachineParameters(
                pages,
                lowPages,
                batchSize,
                maxConfigs,
                lazyDestroy,
                number,
                listCapacity,
                guestCpus,
                segmentTop,
                oomCutOff,
                foreignFreed);
    }

    /** The same with array pages of another size. */
    public MachineParameters withListCapacity(int number) {
        return new MachineParameters(
                pages,
                lowPages,
                batchSize,
                maxConfigs,
                lazyDestroy,
                vms,
                number,
                guestCpus,
                segmentTop,
                oomCutOff,
                foreignFreed);
    }

    /** The same with another number of guest CPUs. */
    public MachineParameters withGuestCpus(int number) {
        return new MachineParameters(
                pages,
                lowPages,
                batchSize,
                maxConfigs,
                lazyDestroy,
                vms,
                listCapacity,
                number,
                segmentTop,
                oomCutOff,
                foreignFreed);
    }

    /** The same with guests whose top-level table is a segment table, or is not. */
    public MachineParameters withSegmentTop(boolean small) {
        return new MachineParameters(
                pages,
                lowPages,
                batchSize,
                maxConfigs,
                lazyDestroy,
                vms,
                listCapacity,
                guestCpus,
                small,
                oomCutOff,
                foreignFreed);
    }

    /** The same with other numbers of pages for the OOM notifiers. */
    public MachineParameters withOom(int cutOff, int foreign) {
        return new MachineParameters(
                pages,
                lowPages,
                batchSize,
                maxConfigs,
                lazyDestroy,
                vms,
                listCapacity,
                guestCpus,
                segmentTop,
                cutOff,
                foreign);
    }

    /** The VM that has the page in one of its memslots. */
    public int vmOf(int page) {
        return (page - 1) % vms + 1;
    }
}
