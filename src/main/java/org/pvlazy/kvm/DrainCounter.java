package org.pvlazy.kvm;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pvlazy.mm.ArrayPage;
import org.pvlazy.mm.DeferredList;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;

/**
 * How the drain of deferred_list keeps n_pages_freed (patch 12). As posted it adds a whole array page's worth at once, after the pages
 * are put and before the array page is freed, whether or not somebody else still has the pages.
 */
final class DrainCounter {
    private final Probe probe;
    private final OomAudit audit;
    private final boolean perPage;
    private final @Nullable DeferredPriv priv;

    /**
     * A counter.
     *
     * @param priv the zombie whose kthread drains; null in the synchronous path, which nobody asks how many pages it freed
     */
    DrainCounter(Machine machine, @Nullable DeferredPriv priv) {
        this.priv = priv;
        probe = machine.probe();
        audit = machine.oomAudit();
        perPage = machine.switches().fixCountPerPage();
    }

    /** The put_page calls of one page. */
    void put(BooleanSupplier put) {
        freed(put);
    }

    /** As posted: WRITE_ONCE of n_pages_freed, a step of its own. */
    void count(ArrayPage array, DrainState state) {
        if (priv != null && !perPage) {
            probe.at(Step.K1_COUNT, state);
            priv.addPagesFreed(array.count() + 1);
        }
    }

    /** free_page of the array page. */
    void freeArray(DeferredList list, ArrayPage array) {
        freed(() -> {
            list.free(array);
            return true;
        });
    }

    private void freed(BooleanSupplier put) {
        if (priv == null) {
            boolean unused = put.getAsBoolean();
        } else if (perPage ? priv.countIfFreed(put) : put.getAsBoolean()) {
            audit.returned(priv);
        }
    }
}
