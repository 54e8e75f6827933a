package org.pvlazy.kvm;

import java.lang.reflect.RecordComponent;

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
 * @param guestCpus vCPUs of each VM
 * @param featMisc BIT_UV_FEAT_MISC, a feature of the Ultravisor (patch 13)
 * @param otherProcess whether the guest's memory is shared memory that another process maps, too
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
        boolean featMisc,
        boolean otherProcess,
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

    /** VMs with one vCPU each, whose memory is theirs alone, and nobody else's features and notifiers. */
    public MachineParameters(
            int pages, int lowPages, int batchSize, int maxConfigs, boolean lazyDestroy, int vms, int listCapacity) {
        this(
                pages,
                lowPages,
                batchSize,
                maxConfigs,
                lazyDestroy,
                vms,
                listCapacity,
                1,
                false,
                false,
                false,
                KERNEL_OOM_CUT_OFF,
                0);
    }

    /** One VM, on a machine where no page can be set aside. */
    public MachineParameters(int pages, int lowPages, int batchSize, int maxConfigs, boolean lazyDestroy) {
        this(pages, lowPages, batchSize, maxConfigs, lazyDestroy, 1, 0);
    }

    /** The same with another number of VMs. */
    public MachineParameters withVms(int number) {
        return with("vms", number);
    }

    /** The same with array pages of another size. */
    public MachineParameters withListCapacity(int number) {
        return with("listCapacity", number);
    }

    /** The same with another number of guest CPUs. */
    public MachineParameters withGuestCpus(int number) {
        return with("guestCpus", number);
    }

    /** The same with the feature of the Ultravisor, or without. */
    public MachineParameters withFeatMisc(boolean has) {
        return with("featMisc", has);
    }

    /** The same with the other process, or without. */
    public MachineParameters withOtherProcess(boolean has) {
        return with("otherProcess", has);
    }

    /** The same with guests whose top-level table is a segment table, or is not. */
    public MachineParameters withSegmentTop(boolean small) {
        return with("segmentTop", small);
    }

    /** The same with other numbers of pages for the OOM notifiers. */
    public MachineParameters withOom(int cutOff, int foreign) {
        return with("oomCutOff", cutOff).with("foreignFreed", foreign);
    }

    private MachineParameters with(String changed, Object value) {
        RecordComponent[] components = MachineParameters.class.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                boolean same = !components[i].getName().equals(changed);
                values[i] = same ? components[i].getAccessor().invoke(this) : value;
            }
            return MachineParameters.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no machine with " + changed + "=" + value, e);
        }
    }

    /** The VM that has the page in one of its memslots. */
    public int vmOf(int page) {
        return (page - 1) % vms + 1;
    }
}
