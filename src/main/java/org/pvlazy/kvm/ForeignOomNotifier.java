package org.pvlazy.kvm;

import org.pvlazy.mm.OomNotifier;
import org.pvlazy.mm.OomRound;

/** Somebody else's notifier that has the same pages to give every time, as a balloon does that is far from empty. */
final class ForeignOomNotifier implements OomNotifier {
    /** VIRTIO_BALLOON_OOM_NOTIFY_PRIORITY. */
    private static final int PRIORITY = 80;

    private final int pages;

    ForeignOomNotifier(int pages) {
        this.pages = pages;
    }

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public void call(OomRound round) {
        round.freed().add(pages);
    }
}
