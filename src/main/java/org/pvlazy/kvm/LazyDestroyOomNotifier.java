package org.pvlazy.kvm;

import org.pvlazy.mm.OomNotifier;
import org.pvlazy.mm.OomRound;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;

/**
 * oom_nb of struct deferred_priv with kvm_s390_pv_oom_notify (patch 12): lets an allocator wait while a zombie's pages are being
 * freed. The kthread of the zombie registers it before it drains deferred_list, and unregisters it before it frees the priv.
 */
public final class LazyDestroyOomNotifier implements OomNotifier {
    /** KVM_S390_PV_LAZY_DESTROY_OOM_NOTIFY_PRIORITY. */
    public static final int PRIORITY = 70;

    /** How long an allocator waits, in milliseconds; the description of patch 12 says 10. */
    public static final int WAIT_MILLIS = 20;

    private final Machine machine;
    private final Probe probe;
    private final DeferredPriv priv;

    LazyDestroyOomNotifier(Machine machine, DeferredPriv priv) {
        this.machine = machine;
        this.priv = priv;
        probe = machine.probe();
    }

    @Override
    public int priority() {
        return PRIORITY;
    }

    /** The zombie whose pages are being freed. */
    public DeferredPriv priv() {
        return priv;
    }

    @Override
    public void call(OomRound round) {
        // The description says "at least 1024 pages"; the code says more than.
        if (round.freed().pages() > machine.parameters().oomCutOff()) {
            return;
        }
        probe.at(Step.OM_READ_BEFORE, round);
        round.setBefore(readPagesFreed());
        machine.oomAudit().callbackBegins(priv);
        probe.at(Step.OM_SLEEP, round);
        machine.environment().msleep(WAIT_MILLIS);
        probe.at(Step.OM_READ_AFTER, round);
        round.freed().add(readPagesFreed() - round.before());
        machine.oomAudit().callbackEnds();
    }

    /** READ_ONCE of n_pages_freed. */
    private long readPagesFreed() {
        machine.privs().checkLive(priv);
        return priv.pagesFreed();
    }
}
