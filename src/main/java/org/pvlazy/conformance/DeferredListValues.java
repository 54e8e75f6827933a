package org.pvlazy.conformance;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.DrainState;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.PfnBatch;
import org.pvlazy.mm.ArrayPage;
import org.pvlazy.tla.Shape;
import org.pvlazy.tla.TlaValue;

/** The list of pages that are set aside, and who drains it, in the words of every specification that has them. */
final class DeferredListValues {
    private static final Shape DRAIN = Shape.record("cur", "nxt", "left");
    private static final TlaValue NO_DRAIN = DRAIN.of(Projection.num(0), Projection.num(0), TlaValue.tuple());

    private DeferredListValues() {}

    /** The arrays on the list, in its order. */
    static TlaValue listed(Machine machine) {
        return Projection.numbers(machine.mm().deferredList().listed());
    }

    /** The pages in an array. */
    static TlaValue pfns(Machine machine, int id) {
        ArrayPage array = machine.mm().deferredList().array(id);
        return array == null ? TlaValue.tuple() : Projection.numbers(array.pages());
    }

    /** Where a thread is that drains the list. */
    static TlaValue drain(@Nullable Participant thread) {
        return Projection.frame(thread) instanceof DrainState state
                ? DRAIN.of(id(state.current()), id(state.next()), rest(state))
                : NO_DRAIN;
    }

    /** The name of the thread that holds the lock of the list. */
    static TlaValue lockedBy(World world) {
        return Projection.nameOf(
                world, thread -> Projection.frame(thread) instanceof DrainState state && state.locked(), "none");
    }

    static TlaValue id(@Nullable ArrayPage array) {
        return Projection.num(array == null ? 0 : array.id());
    }

    /** The pages of a batch that are still to be destroyed. */
    static TlaValue rest(PfnBatch batch) {
        TlaValue[] rest = new TlaValue[batch.count() - batch.cursor()];
        Arrays.setAll(rest, i -> Projection.num(batch.pfn(batch.cursor() + i)));
        return TlaValue.tuple(rest);
    }
}
