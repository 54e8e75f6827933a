package org.pvlazy.conformance;

import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Step;

/** What a free thread does between two stops. Only its thread touches it, until that has ended. */
final class Moment {
    /** The end of what never ended: the machine panicked meanwhile. */
    static final long OPEN = Long.MAX_VALUE;

    final Step step;
    /** After the probe let the thread go. */
    final long begin;
    /** When the thread came to its next stop. */
    long end = OPEN;

    final @Nullable StackFrame site;

    /** What begins here, if it is no kernel step. */
    String action = "";

    int page;
    int vm;
    /** What the environment answered, to however many questions. */
    int answer = Offer.OK;

    boolean asked;
    /** It is possible that nothing happened. */
    boolean maybe;
    /** The number of the kthread that was created; 0 if none was. */
    int child;

    Moment(Step step, long begin, @Nullable StackFrame site) {
        this.step = step;
        this.begin = begin;
        this.site = site;
    }

    /** File and line of the implementation. */
    String place() {
        return site == null
                ? ""
                : site.getClassName() + "." + site.getMethodName() + "(" + site.getFileName() + ":"
                        + site.getLineNumber() + ")";
    }
}
