package org.pvlazy.conformance;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;
import org.pvlazy.probe.Step;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaValue;

/** Joins the two sides' names: an action of the specification is a step of a thread with a choice of the environment. */
final class Binding {
    /** Places of the threads in a {@link World}; the kthreads follow, each in the first place that is free. */
    static final int IO = 0;

    static final int VCPU = 1;
    static final int HOST = 2;
    static final int FIRST_KTHREAD = 3;

    private static final Map<Step, String> NAMES = new EnumMap<>(Step.class);
    private static final Map<String, Step> STEPS = new HashMap<>();
    private static final Map<String, Integer> ANSWERS =
            Map.of("ok", Offer.OK, "busy", Offer.BUSY, "error", Offer.ERROR, "need_destroy", Offer.NEED_DESTROY);

    static {
        for (Step step : Step.values()) {
            String name = specName(step);
            NAMES.put(step, name);
            STEPS.put(name, step);
        }
    }

    private Binding() {}

    /** The specification's name of the step: {@code K3b_ReadUsers} for {@code K3B_READ_USERS}. */
    static String name(Step step) {
        return NAMES.getOrDefault(step, step.name());
    }

    /** The name of the thread at this place. */
    static String threadName(int thread) {
        return switch (thread) {
            case IO -> "I";
            case VCPU -> "V";
            case HOST -> "H";
            default -> "K" + (thread - FIRST_KTHREAD + 1);
        };
    }

    /**
     * The offer that a label stands for.
     *
     * @throws IllegalArgumentException if the action or a parameter of it is unknown
     */
    static int offer(ActionLabel label) {
        return switch (label.name()) {
            case "Enable" -> Offer.of(IO, Step.IDLE, Offer.ENABLE);
            case "Unpack" -> Offer.of(IO, Step.IDLE, Offer.about(Offer.UNPACK, page(label)));
            case "Disable" -> Offer.of(IO, Step.IDLE, Offer.DISABLE);
            case "Exit" -> Offer.of(IO, Step.IDLE, Offer.EXIT);
            case "Close" -> Offer.of(IO, Step.IDLE, Offer.CLOSE);
            case "Fault3e" -> Offer.of(VCPU, Step.RUN, Offer.about(Offer.FAULT_3E, page(label)));
            case "Violation3f" -> Offer.of(VCPU, Step.RUN, Offer.about(Offer.VIOLATION_3F, page(label)));
            case "Access3d" -> Offer.of(VCPU, Step.RUN, Offer.about(Offer.ACCESS_3D, page(label)));
            case "HostAccess3d" -> Offer.of(HOST, Step.RUN, Offer.about(Offer.ACCESS_3D, page(label)));
            default -> kernelStep(label);
        };
    }

    /** The step of the implementation that an action stands for; commands and accesses begin where their thread waits. */
    static Step step(ActionLabel label) {
        return Offer.step(offer(label));
    }

    /** The kernel function that takes the step. */
    static String kernelFunction(ActionLabel label) {
        return switch (label.name()) {
            case "Enable", "Unpack", "Disable" -> "kvm_s390_handle_pv";
            case "Exit" -> "do_exit";
            case "Close" -> "kvm_vm_release";
            case "Fault3e" -> "do_non_secure_storage_access";
            case "Violation3f" -> "do_secure_storage_violation";
            case "Access3d", "HostAccess3d" -> "do_secure_storage_access";
            default -> step(label).kernelFunction();
        };
    }

    /** The name of the thread that takes the step. */
    static String thread(ActionLabel label) {
        return threadName(Offer.thread(offer(label)));
    }

    /** The environment's choice in an offer, for a reader; empty where it has none. */
    static String describeChoice(int offer) {
        int choice = Offer.choice(offer);
        String page = " of page " + Offer.page(choice);
        return switch (Offer.step(offer)) {
            case IDLE ->
                " with "
                        + switch (Offer.kind(choice)) {
                            case Offer.ENABLE -> "Enable";
                            case Offer.UNPACK -> "Unpack" + page;
                            case Offer.DISABLE -> "Disable";
                            case Offer.EXIT -> "Exit";
                            default -> "Close";
                        };
            case RUN ->
                " with "
                        + switch (Offer.kind(choice)) {
                            case Offer.FAULT_3E -> "Fault3e";
                            case Offer.VIOLATION_3F -> "Violation3f";
                            default -> "Access3d";
                        }
                        + page;
            default ->
                switch (choice) {
                    case Offer.BUSY -> " answered busy";
                    case Offer.ERROR -> " answered no";
                    case Offer.NEED_DESTROY -> " answered need_destroy";
                    default -> "";
                };
        };
    }

    private static int kernelStep(ActionLabel label) {
        Step step = STEPS.get(label.name());
        if (step == null) {
            throw new IllegalArgumentException("unknown action " + label.name());
        }
        int thread = IO;
        int choice = Offer.OK;
        for (ActionLabel.Param param : label.params()) {
            switch (param.name()) {
                case "t", "k" -> thread = threadIndex(param.value().asString());
                case "ok" -> choice = param.value().asBool() ? Offer.OK : Offer.ERROR;
                case "a" -> choice = answer(param.value());
                default -> throw new IllegalArgumentException("unknown parameter " + param.name() + " of " + label);
            }
        }
        return Offer.of(thread, step, choice);
    }

    private static int answer(TlaValue value) {
        Integer answer = ANSWERS.get(value.asString());
        if (answer == null) {
            throw new IllegalArgumentException("unknown answer " + value);
        }
        return answer;
    }

    private static int page(ActionLabel label) {
        return (int) label.param("p").asInt();
    }

    private static int threadIndex(String name) {
        for (int thread = IO; thread <= FIRST_KTHREAD + 9; thread++) {
            if (threadName(thread).equals(name)) {
                return thread;
            }
        }
        throw new IllegalArgumentException("unknown thread " + name);
    }

    private static String specName(Step step) {
        String[] words = StringUtils.split(step.name(), '_');
        if (words.length == 1) {
            return StringUtils.capitalize(words[0].toLowerCase(Locale.ROOT));
        }
        // K3B is the label K3b, CP and EX stay as they are.
        StringBuilder name = new StringBuilder(words[0]);
        if (words[0].length() == 3) {
            name.setCharAt(2, Character.toLowerCase(name.charAt(2)));
        }
        name.append('_');
        for (int i = 1; i < words.length; i++) {
            name.append(StringUtils.capitalize(words[i].toLowerCase(Locale.ROOT)));
        }
        return name.toString();
    }
}
