package org.pvlazy.kvm;

/**
 * Sizes of a machine, and the one module parameter.
 *
 * <p>Five components, one more than the house rule allows a method: they are read by name.
 *
 * @param pages pages of the address space; page frames and virtual pages are 1 to pages
 * @param lowPages pages 1 to lowPages are the guest's first 2 GiB, cleared before a lazy destroy returns (patch 09)
 * @param batchSize pages that a cleaner gathers under one mmap_lock; 32 in the kernel (patch 06)
 * @param maxConfigs configurations that the Ultravisor can create; at most 255
 * @param lazyDestroy the module parameter lazy_destroy (patch 11)
 */
public record MachineParameters(int pages, int lowPages, int batchSize, int maxConfigs, boolean lazyDestroy) {
    /** DESTROY_LOOP_THRESHOLD of patch 06. */
    public static final int KERNEL_BATCH_SIZE = 32;

    /** Refuses sizes that make no machine. */
    public MachineParameters {
        if (pages < 1 || lowPages < 0 || lowPages > pages || batchSize < 1) {
            throw new IllegalArgumentException(
                    "no machine has pages=" + pages + " lowPages=" + lowPages + " batchSize=" + batchSize);
        }
    }
}
