package org.pvlazy.kvm;

import java.util.List;
import java.util.stream.IntStream;

/**
 * struct kvm_memory_slot, as the range of host pages that it maps.
 *
 * @param first its first page
 * @param last its last page, included
 */
public record MemorySlot(int first, int last) {
    /**
     * The slots of a VM below 2 GiB. A process with one VM has its pages in one slot; with two, the pages belong to the VMs in turn,
     * each in a slot of its own.
     */
    static List<MemorySlot> low(MachineParameters parameters, int vm) {
        int lowPages = parameters.lowPages();
        if (lowPages == 0) {
            return List.of();
        }
        if (parameters.vms() == 1) {
            return List.of(new MemorySlot(1, lowPages));
        }
        return IntStream.rangeClosed(1, lowPages)
                .filter(page -> parameters.vmOf(page) == vm)
                .mapToObj(page -> new MemorySlot(page, page))
                .toList();
    }
}
