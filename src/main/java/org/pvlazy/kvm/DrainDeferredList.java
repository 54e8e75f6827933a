package org.pvlazy.kvm;

import org.jspecify.annotations.Nullable;
import org.pvlazy.mm.ArrayPage;
import org.pvlazy.mm.DeferredList;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;

/**
 * The loop over deferred_list at the beginning of kvm_s390_pv_destroy_vm_thread (patch 10): destroys and frees what exit_mmap set
 * aside, whichever VM of the process it belongs to. As posted without a lock, so two of these loops may meet each other or
 * uv_destroy_page_lazy.
 */
final class DrainDeferredList {
    private final Machine machine;
    private final Probe probe;
    private final DeferredList list;

    DrainDeferredList(Machine machine) {
        this.machine = machine;
        probe = machine.probe();
        list = machine.mm().deferredList();
    }

    /**
     * list_for_each_entry_safe with its body.
     *
     * @param priv counts the pages; null in the synchronous path (repair), which nobody asks how many they were
     */
    void drain(@Nullable DeferredPriv priv) {
        DrainCounter counter = new DrainCounter(machine, priv);
        DrainState state = new DrainState(counter);
        probe.at(Step.K1_FIRST, state);
        lock(state);
        ArrayPage array = list.first();
        state.goTo(array, list.next(array));
        while (array != null) {
            destroyArray(array, state);
            counter.count(array, state);
            array = freeArray(array, state, counter);
        }
        unlock(state);
    }

    /** Repair. A thread that makes a mistake inside never unlocks: it has oopsed. */
    private void lock(DrainState state) {
        if (machine.switches().fixListLock()) {
            list.drainLock().lock();
            state.setLocked(true);
        }
    }

    private void unlock(DrainState state) {
        if (machine.switches().fixListLock()) {
            state.setLocked(false);
            list.drainLock().unlock();
        }
    }

    private void destroyArray(ArrayPage array, DrainState state) {
        probe.at(Step.K1_LIST_DEL, state);
        list.delete(array);
        // By value: what uv_destroy_page_lazy enters from now on is not seen.
        state.replace(array.pages().stream().mapToInt(Integer::intValue).toArray());
        machine.destroyRange().destroyPfns(state);
    }

    /** Frees the array page and goes on to the one read ahead, by reading its next; returns it. */
    private @Nullable ArrayPage freeArray(ArrayPage array, DrainState state, DrainCounter counter) {
        probe.at(Step.K1_FREE_ARRAY, state);
        ArrayPage next = state.next();
        // The posted order is: free, read. A mistake is found before anything changed.
        list.checkNext(next);
        counter.freeArray(list, array);
        state.goTo(next, list.next(next));
        return next;
    }
}
