package org.pvlazy.bench;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.DrainState;
import org.pvlazy.kvm.PfnBatch;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;

/**
 * Counts the references that a teardown has on pages beside those of the mappings: of pages set aside, and of batches that a walk has
 * gathered. Whoever needs the memory has to wait for them.
 */
final class References implements Probe {
    private final AtomicLong setAside = new AtomicLong();
    private final AtomicLong arrays = new AtomicLong();
    private final LongAccumulator peak = new LongAccumulator(Math::max, 0);
    private final LongAccumulator peakArrays = new LongAccumulator(Math::max, 0);

    /** The most references at once, seen whenever a page is set aside or a batch begun. */
    long peak() {
        return peak.get();
    }

    /** The most array pages of deferred_list at once. */
    long peakArrays() {
        return peakArrays.get();
    }

    @Override
    public void at(Step step, @Nullable Object frame) {
        switch (step) {
            case Z3_APPEND -> peak.accumulate(setAside.incrementAndGet());
            case Z2C_ALLOC_ARRAY -> peakArrays.accumulate(arrays.incrementAndGet());
            case K1_FREE_ARRAY -> arrays.decrementAndGet();
            case P_PUT -> setAside.addAndGet(frame instanceof DrainState ? -1 : 0);
            case P_DESTROY_UVC -> begun(frame);
            default -> {}
        }
    }

    /** A page that was set aside is still held when its turn comes; the pages of a batch are held once more. */
    private void begun(@Nullable Object frame) {
        if (frame instanceof PfnBatch batch && batch.cursor() == 0) {
            peak.accumulate(setAside.get() + (batch instanceof DrainState ? 0 : batch.count()));
        }
    }
}
