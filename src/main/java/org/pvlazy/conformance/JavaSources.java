package org.pvlazy.conformance;

import java.util.Arrays;

/** Finds the line of the implementation at which a thread stands. */
final class JavaSources {
    private JavaSources() {}

    static String of(Participant participant) {
        if (participant.bug != null) {
            return firstOwn(participant.bug.getStackTrace());
        }
        Thread thread = participant.thread;
        return thread == null ? "the thread has ended" : firstOwn(thread.getStackTrace());
    }

    /** Where a thread died. */
    static String of(Throwable failure) {
        return firstOwn(failure.getStackTrace());
    }

    private static String firstOwn(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame -> frame.getClassName().startsWith("org.pvlazy.kvm.")
                        || frame.getClassName().startsWith("org.pvlazy.mm."))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")")
                .orElse("outside of the kernel");
    }
}
