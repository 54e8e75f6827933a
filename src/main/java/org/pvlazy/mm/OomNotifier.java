package org.pvlazy.mm;

/** struct notifier_block on oom_notify_list: somebody who may have, or wait for, memory when the host has none left. */
public interface OomNotifier {
    /** Notifiers of a higher priority are called first. */
    int priority();

    /** The callback. Runs in the thread that could not allocate, which holds oom_lock and the chain for reading. */
    void call(OomRound round);
}
