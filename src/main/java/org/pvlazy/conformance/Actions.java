package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Step;

/**
 * The actions of a slice that are no kernel step of their own name: commands of userspace, which begin where a thread stands at
 * {@link Step#IDLE}, and accesses and the like, which begin at {@link Step#RUN}.
 */
final class Actions {
    private static final String HANDLE_PV = "kvm_s390_handle_pv";

    /**
     * One of them.
     *
     * @param number what stands for it in an {@link Offer}
     * @param name the specification's name
     * @param parameters the names of its parameters: p, v, t
     * @param thread who takes it; null if a parameter t says so
     * @param at where the thread stands
     * @param kernelFunction where the kernel begins with it
     * @param what what the environment says then: one thing, or a {@link List} of things that follow one another without a stop
     */
    record Action(
            int number,
            String name,
            List<String> parameters,
            @Nullable String thread,
            Step at,
            String kernelFunction,
            LongFunction<?> what) {}

    private final Map<String, Action> byName;
    private final List<Action> byNumber;
    /** From actions, kernel steps too, to the constant that says how often they may be taken. */
    private final Map<String, String> counted;

    private Actions(Builder builder) {
        byName = Map.copyOf(builder.actions);
        byNumber = List.copyOf(builder.actions.values());
        counted = Map.copyOf(builder.counted);
    }

    static Builder builder() {
        return new Builder();
    }

    /** The action of that name; null if it is none of these. */
    @Nullable
    Action named(String name) {
        return byName.get(name);
    }

    /** The action of an offer; null if that is a kernel step. */
    @Nullable
    Action of(long offer) {
        int number = Offer.action(offer);
        return number == 0 ? null : byNumber.get(number - 1);
    }

    Set<String> names() {
        return byName.keySet();
    }

    /** From the names of actions to the constant that limits their number. */
    Map<String, String> counted() {
        return counted;
    }

    /** A signature is written as in the specification: {@code Fault3e(t, p)}. */
    static final class Builder {
        private final Map<String, Action> actions = new LinkedHashMap<>();
        private final Map<String, String> counted = new HashMap<>();

        private Builder() {}

        /** An ioctl of KVM_S390_PV_COMMAND by the I/O thread. */
        Builder command(String signature, LongFunction<?> what) {
            return add(signature, new Begin("I", Step.IDLE, HANDLE_PV), what);
        }

        /** Another thing that the I/O thread does. */
        Builder command(String signature, String kernelFunction, LongFunction<?> what) {
            return add(signature, new Begin("I", Step.IDLE, kernelFunction), what);
        }

        /** Something that a thread does in userspace or in SIE; if the signature has a t, the thread named is no matter. */
        Builder access(String signature, String thread, String kernelFunction, LongFunction<?> what) {
            return add(signature, new Begin(thread, Step.RUN, kernelFunction), what);
        }

        /** The action, or the kernel step, may be taken no more often than this constant says. */
        Builder counts(String action, String constant) {
            counted.put(action, constant);
            return this;
        }

        Actions build() {
            return new Actions(this);
        }

        private record Begin(String thread, Step at, String kernelFunction) {}

        private Builder add(String signature, Begin begin, LongFunction<?> what) {
            String name = StringUtils.substringBefore(signature, "(");
            List<String> parameters =
                    new ArrayList<>(Arrays.asList(StringUtils.split(signature.substring(name.length()), "(, )")));
            String thread = parameters.contains("t") ? null : begin.thread();
            Action action = new Action(
                    actions.size() + 1,
                    name,
                    List.copyOf(parameters),
                    thread,
                    begin.at(),
                    begin.kernelFunction(),
                    what);
            if (actions.put(name, action) != null) {
                throw new IllegalArgumentException("action " + name + " twice");
            }
            return this;
        }
    }
}
