package org.pvlazy.conformance;

import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.ReplayParameters.Surroundings;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Step;

/** An environment that answers as the step granted last says, and counts how often it says no. */
final class Dictation implements Environment {
    /** Makes a thread that waits to be woken. */
    interface ThreadMaker {
        Kthread create(Object data, Runnable body);
    }

    private final ThreadMaker threads;
    private int granted;
    private int budget;
    private int reboots;

    Dictation(Surroundings surroundings, ThreadMaker threads) {
        this.threads = threads;
        budget = surroundings.maxFailures();
        reboots = surroundings.maxReboots();
    }

    /** From now on the answers are those of this {@link Offer}. */
    void dictate(int offer) {
        granted = offer;
    }

    /** How often the environment will still say no. */
    int budget() {
        return budget;
    }

    /** How often userspace will still enable the VM, unless it does so without end. */
    int reboots() {
        return reboots;
    }

    @Override
    public boolean allocates(Step step) {
        return !refused(step);
    }

    @Override
    public UvcAnswer answers(Step step) {
        if (choice(step) == Offer.BUSY) {
            return UvcAnswer.BUSY;
        }
        if (!refused(step)) {
            return UvcAnswer.OK;
        }
        return choice(step) == Offer.NEED_DESTROY ? UvcAnswer.NEED_DESTROY : UvcAnswer.ERROR;
    }

    @Override
    public @Nullable Kthread createThread(Step step, Object data, Runnable body) {
        return refused(step) ? null : threads.create(data, body);
    }

    @Override
    public @Nullable Command nextCommand() {
        int choice = choice(Step.IDLE);
        return switch (Offer.kind(choice)) {
            case Offer.ENABLE -> {
                reboots = Math.max(0, reboots - 1);
                yield new Command.Enable();
            }
            case Offer.UNPACK -> new Command.Unpack(Offer.page(choice));
            case Offer.DISABLE -> new Command.Disable();
            case Offer.EXIT -> new Command.Exit();
            case Offer.CLOSE -> new Command.Close();
            default -> null;
        };
    }

    @Override
    public @Nullable Integer nextAccess() {
        return Offer.page(choice(Step.RUN));
    }

    private boolean refused(Step step) {
        if (choice(step) == Offer.OK) {
            return false;
        }
        budget--;
        return true;
    }

    /** What the environment decides in a step, which must be the one that was granted. */
    private int choice(Step step) {
        if (step != Offer.step(granted)) {
            throw new IllegalStateException("asked about " + step + " in the step " + Offer.step(granted));
        }
        return Offer.choice(granted);
    }
}
