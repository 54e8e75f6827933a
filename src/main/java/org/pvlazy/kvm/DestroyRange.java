package org.pvlazy.kvm;

import java.util.concurrent.locks.Lock;
import org.pvlazy.mm.Memmap;
import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.uv.Ultravisor;
import org.pvlazy.uv.UvcResult;

/**
 * s390_uv_destroy_range and its helpers (patch 06): destroys every page of a range, batch by batch, without a lock across a UVC.
 * The caller holds a reference on mm_users.
 */
final class DestroyRange {
    private final Machine machine;
    private final Probe probe;
    private final Mm mm;
    private final Memmap memmap;
    private final Ultravisor uv;

    DestroyRange(Machine machine) {
        this.machine = machine;
        probe = machine.probe();
        mm = machine.mm();
        memmap = machine.memmap();
        uv = machine.uv();
    }

    /**
     * s390_uv_destroy_range.
     *
     * @param users goes on while mm_users is greater
     * @param end the last page, included
     */
    void destroyRange(int users, int start, int end) {
        ResetWalkState state =
                new ResetWalkState(users, start, end, machine.parameters().batchSize());
        while (state.r() > 0) {
            probe.at(Step.R_TEST, state);
            if (mm.readUsers() <= state.users()) {
                return;
            }
            probe.at(Step.R_GATHER, state);
            gather(state);
            destroyPfns(state);
        }
    }

    /** walk_page_range with s390_gather_pages: a reference on every present page, secure or not, until the batch is full. */
    private void gather(ResetWalkState state) {
        Lock mmapLock = mm.mmapReadLock();
        try {
            state.walked(mm.walkPageRange(state.next(), state.end(), vpn -> {
                memmap.getPage(vpn);
                return state.gathered(vpn, vpn);
            }));
        } finally {
            mmapLock.unlock();
        }
    }

    /** s390_uv_destroy_pfns: the outcome for a page is ignored. */
    private void destroyPfns(ResetWalkState state) {
        while (!state.empty()) {
            int pfn = state.currentPfn();
            if (destroyUvc(state, pfn) == UvcResult.CC_OK) {
                // Between the two steps the page is not secure and the flag says it might be: allowed.
                probe.at(Step.P_CLEAR_FLAG, state);
                memmap.clearArch1(pfn);
            }
            probe.at(Step.P_PUT, state);
            // The owned reference and the gathered one. If the page was unmapped meanwhile, this frees it.
            memmap.putPages(pfn, 2);
            state.destroyed();
        }
    }

    /** First half of uv_destroy_owned_page. uv_call spins while the Ultravisor is busy; each turn is a step. */
    private int destroyUvc(ResetWalkState state, int pfn) {
        while (true) {
            probe.at(Step.P_DESTROY_UVC, state);
            memmap.getPage(pfn);
            int cc = uv.destroyPage(pfn, Step.P_DESTROY_UVC);
            if (cc != UvcResult.CC_BUSY) {
                return cc;
            }
            // A busy call is a step that changed nothing, so the owned reference is taken anew with the next one.
            memmap.putPage(pfn);
            Thread.onSpinWait();
        }
    }
}
