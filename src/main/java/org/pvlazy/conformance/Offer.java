package org.pvlazy.conformance;

import org.pvlazy.probe.Step;

/**
 * A step that some thread can take, as one number: the thread, the {@link Step} it stands at, and what the environment decides.
 * Sets of them are sorted arrays.
 */
final class Offer {
    /** An allocation, a thread creation or a UVC goes well. */
    static final int OK = 0;

    static final int BUSY = 1;
    static final int ERROR = 2;
    static final int NEED_DESTROY = 3;

    /** What the I/O thread may be told to do at {@link Step#IDLE}; the page stands in the bits above. */
    static final int ENABLE = 0;

    static final int UNPACK = 1;
    static final int DISABLE = 2;
    static final int EXIT = 3;
    static final int CLOSE = 4;
    /** What a thread at {@link Step#RUN} meets; the page stands in the bits above. */
    static final int FAULT_3E = 0;

    static final int VIOLATION_3F = 1;
    static final int ACCESS_3D = 2;

    private static final int KIND_BITS = 3;
    private static final int STEP_SHIFT = 16;
    private static final int THREAD_SHIFT = 24;
    private static final Step[] STEPS = Step.values();

    private Offer() {}

    // The ordinal is part of a number that lives as long as the process.
    @SuppressWarnings("EnumOrdinal")
    static int of(int thread, Step step, int choice) {
        return thread << THREAD_SHIFT | step.ordinal() << STEP_SHIFT | choice;
    }

    /** A choice that is about a page. */
    static int about(int kind, int page) {
        return kind | page << KIND_BITS;
    }

    static int thread(int offer) {
        return offer >>> THREAD_SHIFT;
    }

    static Step step(int offer) {
        return STEPS[offer >>> STEP_SHIFT & 0xff];
    }

    static int choice(int offer) {
        return offer & 0xffff;
    }

    static int kind(int choice) {
        return choice & (1 << KIND_BITS) - 1;
    }

    static int page(int choice) {
        return choice >>> KIND_BITS;
    }
}
