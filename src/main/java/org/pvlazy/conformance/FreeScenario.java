package org.pvlazy.conformance;

import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.ReplayParameters.Surroundings;
import org.pvlazy.kvm.Machine;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Step;

/**
 * What surrounds the free threads of one run, within a model's bounds: what they do next, what is refused, and what of it is an event.
 * Every thread draws from its own stream, so a seed fixes what each thread draws; what it makes of that depends on what is possible when
 * it does.
 *
 * <p>A specification takes some things as one step that the implementation does bit by bit. A scenario sees to it that nobody looks
 * between the bits, where the specification says that nobody can.
 */
abstract class FreeScenario implements Environment {
    private static final int BUSY_ONCE_IN = 4;
    private static final int REFUSED_ONCE_IN = 6;
    /** They have a list_add or a list_del, with the look of CONFIG_DEBUG_LIST at the entry. */
    private static final Set<Step> CHANGE_DEFERRED_LIST = EnumSet.of(Step.Z2C_ALLOC_ARRAY, Step.K1_LIST_DEL);

    private final Slice slice;
    private final Surroundings surroundings;
    private final FreeRun run;
    /** From the steps that may be refused to what kind of refusal that is. */
    private final Map<Step, String> refusals;

    private final AtomicInteger budget;
    /** Held in a step that changes deferred_list. */
    private final ReentrantLock deferredList = new ReentrantLock();

    FreeScenario(ReplayParameters parameters, FreeRun run, Map<Step, String> refusals) {
        this.run = run;
        this.refusals = refusals;
        slice = parameters.slice();
        surroundings = parameters.environment();
        budget = new AtomicInteger(surroundings.maxFailures());
    }

    /** Whether these surroundings have the thread. */
    abstract boolean has(String thread);

    /** Whether the Ultravisor may be busy in this step, where it may be busy at all. */
    abstract boolean mayBeBusy(Step step);

    /** Where a thread stays that these surroundings do not have. */
    Step rest(String thread) {
        return Step.RUN;
    }

    /** The thread comes to a stop; what it was in has ended, what comes has not begun. It may have to wait. */
    void arrives(FreeThread thread, Step step) {}

    /** The thread passes a step that the specification takes as part of another, which it is in. */
    void passes(FreeThread thread, Moment now, Step step) {}

    /** The thread comes to a stop: where it goes says what it was about. Before the end of that is logged. */
    void tells(FreeThread thread, Moment last, Step next) {}

    /** The thread will do nothing any more, or never did. */
    void ended(String thread) {}

    final Slice slice() {
        return slice;
    }

    final FreeRun run() {
        return run;
    }

    final Machine machine() {
        return run.machine();
    }

    final Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public final boolean repeatsInstruction() {
        return slice.repeatsInstruction();
    }

    @Override
    public final boolean allocates(Step step) {
        return answer(step) == Offer.OK;
    }

    @Override
    public final UvcAnswer answers(Step step) {
        return switch (answer(step)) {
            case Offer.BUSY -> UvcAnswer.BUSY;
            case Offer.ERROR -> UvcAnswer.ERROR;
            case Offer.NEED_DESTROY -> UvcAnswer.NEED_DESTROY;
            default -> UvcAnswer.OK;
        };
    }

    @Override
    public final @Nullable Kthread createThread(Step step, Object data, Runnable body) {
        return answer(step) == Offer.OK ? run.createKthread(data, body) : null;
    }

    @Override
    public @Nullable Command nextCommand() {
        return null;
    }

    @Override
    public @Nullable Integer nextAccess() {
        return null;
    }

    /**
     * Waits until nobody else changes deferred_list, if this step does. A list_del is one step of the specifications: without a lock two
     * of them could pass the check of the entry side by side, and no report would come.
     */
    final void changesListAlone(FreeThread thread, Step step) {
        if (CHANGE_DEFERRED_LIST.contains(step)) {
            thread.take(deferredList);
        }
    }

    /** One answer for all that is asked in a step. */
    private int answer(Step asked) {
        Moment now = FreeThread.me().current;
        if (now == null) {
            return Offer.OK; // On its way to its first stop.
        }
        boolean aboutIt =
                asked == now.step || slice.answerInside(asked, Offer.of(0, now.step, Offer.ERROR)) != Offer.OK;
        if (!aboutIt) {
            return Offer.OK;
        }
        if (!now.asked) {
            now.asked = true;
            now.answer = draw(now.step, FreeThread.me().random);
        }
        return now.answer;
    }

    private int draw(Step step, Random random) {
        if (surroundings.mayBeBusy() && mayBeBusy(step) && random.nextInt(BUSY_ONCE_IN) == 0) {
            return Offer.BUSY;
        }
        String kind = refusals.get(step);
        boolean no = kind != null
                && surroundings.failures().contains(kind)
                && random.nextInt(REFUSED_ONCE_IN) == 0
                && budget.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        if (!no) {
            return Offer.OK;
        }
        return step == Step.C1_CREATE_CONF && random.nextBoolean() ? Offer.NEED_DESTROY : Offer.ERROR;
    }

    /** The calling thread begins with this. 0 is no page, or no VM. */
    static void begins(String action, int page, int vm) {
        Moment now = FreeThread.now();
        now.action = action;
        now.page = page;
        now.vm = vm;
    }

    /** The command as the calling thread's action. */
    static Command begins(Command command) {
        String action = command.getClass().getSimpleName();
        if (command instanceof Command.Enable enable) {
            begins(action, 0, enable.vm());
        } else if (command instanceof Command.Disable disable) {
            begins(action, 0, disable.vm());
        } else if (command instanceof Command.Close close) {
            begins(action, 0, close.vm());
        } else if (command instanceof Command.Unpack unpack) {
            begins(action, unpack.page(), 0);
        } else {
            begins(action, 0, 0);
        }
        return command;
    }
}
