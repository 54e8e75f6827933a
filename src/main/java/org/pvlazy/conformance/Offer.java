package org.pvlazy.conformance;

import org.pvlazy.probe.Step;

/**
 * A step that some thread can take, as one number: the thread's place, the {@link Step} it stands at, and what the environment
 * decides. Sets of them are sorted arrays.
 *
 * <pre>
 *   thread 48-62 | step 32-47 | action 24-31 | VM 16-23 | page 4-15 | answer 0-3
 * </pre>
 *
 * <p>The action is 0 for a kernel step, else a number that {@link Actions} gave out. VM and page are 0 where there is none.
 */
final class Offer {
    /** An allocation, a thread creation or a UVC goes well; or nobody asks. */
    static final int OK = 0;

    static final int BUSY = 1;
    static final int ERROR = 2;
    static final int NEED_DESTROY = 3;

    static final int MOST_PAGES = 0xfff;
    static final int MOST_VMS = 0xff;

    private static final int PAGE_SHIFT = 4;
    private static final int VM_SHIFT = 16;
    private static final int ACTION_SHIFT = 24;
    private static final int STEP_SHIFT = 32;
    private static final int THREAD_SHIFT = 48;
    private static final Step[] STEPS = Step.values();

    private Offer() {}

    /** The step, in which everything goes well. */
    // The ordinal is part of a number that lives as long as the process.
    @SuppressWarnings("EnumOrdinal")
    static long of(int thread, Step step) {
        return (long) thread << THREAD_SHIFT | (long) step.ordinal() << STEP_SHIFT;
    }

    /** The step, in which the environment gives this answer. */
    static long of(int thread, Step step, int answer) {
        return of(thread, step) | answer;
    }

    /** The same as an action that stands for more than a step of the kernel. */
    static long withAction(long offer, int action) {
        return offer | (long) action << ACTION_SHIFT;
    }

    /** The same about a page. */
    static long withPage(long offer, int page) {
        return offer | (long) page << PAGE_SHIFT;
    }

    /** The same about a VM. */
    static long withVm(long offer, int vm) {
        return offer | (long) vm << VM_SHIFT;
    }

    /** The same with another answer. */
    static long withAnswer(long offer, int answer) {
        return (offer & ~0xfL) | answer;
    }

    static int thread(long offer) {
        return (int) (offer >>> THREAD_SHIFT);
    }

    static Step step(long offer) {
        return STEPS[(int) (offer >>> STEP_SHIFT) & 0xffff];
    }

    static int action(long offer) {
        return (int) (offer >>> ACTION_SHIFT) & 0xff;
    }

    static int vm(long offer) {
        return (int) (offer >>> VM_SHIFT) & MOST_VMS;
    }

    static int page(long offer) {
        return (int) (offer >>> PAGE_SHIFT) & MOST_PAGES;
    }

    static int answer(long offer) {
        return (int) offer & 0xf;
    }
}
