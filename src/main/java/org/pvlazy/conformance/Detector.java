package org.pvlazy.conformance;

import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Sanitizer.Splat;

/**
 * Finds a violated property by looking at the running implementation: what a check in the kernel, a leak detector or a debugger would
 * see. Knows nothing of how the specification says it.
 */
@FunctionalInterface
interface Detector {
    /** What is wrong now, while every thread stands still; null if nothing is. */
    @Nullable
    String finds(World world);

    /** The implementation itself reports a mistake. */
    static Detector anyReport() {
        return world -> {
            KernelBug bug = world.machine().sanitizer().first();
            return bug == null ? null : bug.getMessage();
        };
    }

    /** The implementation itself reports this mistake. */
    static Detector report(Splat splat) {
        return world -> {
            KernelBug bug = world.machine().sanitizer().first();
            return bug != null && bug.splat() == splat ? bug.getMessage() : null;
        };
    }
}
