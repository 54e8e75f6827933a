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

    /** s390_uv_destroy_pfns: as posted the outcome for a page is ignored. */
    void destroyPfns(PfnBatch state) {
        while (!state.empty()) {
            int pfn = state.currentPfn();
            // The owned reference and the gathered, or set-aside, one.
            int references = 2;
            int cc = destroyUvc(state, pfn);
            if (cc != UvcResult.CC_OK && state.setAside() && machine.switches().fixDrainExport()) {
                cc = export(state, pfn);
                if (cc != UvcResult.CC_OK) {
                    // The set-aside reference stays for ever: the page is still secure.
                    memmap.leakOnPurpose(pfn);
                    references = 1;
                }
            }
            if (cc == UvcResult.CC_OK) {
                // Between the two steps the page is not secure and the flag says it might be: allowed.
                probe.at(Step.P_CLEAR_FLAG, state);
                memmap.clearArch1(pfn);
            }
            probe.at(Step.P_PUT, state);
            // If the page is not mapped any more and nobody else has it, it is freed.
            int drops = references;
            state.put(() -> memmap.putPages(pfn, drops));
            state.destroyed();
        }
    }

    /** Repair: uv_convert_owned_from_secure of a page that nobody else will find. The owned reference is there already. */
    private int export(PfnBatch state, int pfn) {
        probe.at(Step.P_EXPORT, state);
        return uv.convertFromSecure(pfn, Step.P_EXPORT);
    }

    /** First half of uv_destroy_owned_page. uv_call spins while the Ultravisor is busy; each turn is a step. */
    private int destroyUvc(PfnBatch state, int pfn) {
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
