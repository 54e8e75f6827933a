package org.pvlazy.mm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * oom_notify_list, a blocking notifier chain. Whoever calls it holds its rwsem for reading from the first callback to the last, so
 * registering and unregistering wait for a callback that runs.
 */
public final class OomNotifierChain {
    private final ReentrantReadWriteLock rwsem = new ReentrantReadWriteLock();
    /** In the order of the calls. Replaced under rwsem for writing; read under it for reading, or by an observer. */
    private volatile List<OomNotifier> notifiers = List.of();

    /** register_oom_notifier: behind all that have at least its priority. Waits while the chain is called. */
    public void register(OomNotifier notifier) {
        rwsem.writeLock().lock();
        try {
            List<OomNotifier> longer = new ArrayList<>(notifiers);
            int behind = 0;
            while (behind < longer.size() && longer.get(behind).priority() >= notifier.priority()) {
                behind++;
            }
            longer.add(behind, notifier);
            notifiers = List.copyOf(longer);
        } finally {
            rwsem.writeLock().unlock();
        }
    }

    /** unregister_oom_notifier. When it returns the callback does not run and will not run any more. */
    public void unregister(OomNotifier notifier) {
        rwsem.writeLock().lock();
        try {
            notifiers = notifiers.stream().filter(other -> other != notifier).toList();
        } finally {
            rwsem.writeLock().unlock();
        }
    }

    /** down_read of the chain, the first half of blocking_notifier_call_chain. */
    void lock() {
        rwsem.readLock().lock();
    }

    /** up_read of the chain. */
    void unlock() {
        rwsem.readLock().unlock();
    }

    /** Those registered, in the order in which they are called. */
    public List<OomNotifier> notifiers() {
        return notifiers;
    }

    /** Whether the chain is being called, so that nobody can register or unregister. */
    public boolean called() {
        return rwsem.getReadLockCount() > 0;
    }
}
