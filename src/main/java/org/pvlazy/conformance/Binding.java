package org.pvlazy.conformance;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Actions.Action;
import org.pvlazy.probe.Step;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaValue;

/** Joins the two sides' names: an action of the specification is a step of a thread with a choice of the environment. */
final class Binding {
    private static final Map<String, Integer> ANSWERS =
            Map.of("ok", Offer.OK, "busy", Offer.BUSY, "error", Offer.ERROR, "need_destroy", Offer.NEED_DESTROY);

    private final Threads threads;
    private final Actions actions;
    /** The kernel steps by the specification's name. */
    private final Map<String, Step> steps = new HashMap<>();
    /** The specification's name of every step. */
    private final Map<Step, String> names = new EnumMap<>(Step.class);

    Binding(Threads threads, Actions actions, Set<Step> stops) {
        this.threads = threads;
        this.actions = actions;
        for (Step step : Step.values()) {
            names.put(step, name(step));
        }
        stops.forEach(step -> steps.put(name(step), step));
        // What begins there has a name of its own.
        steps.remove(name(Step.IDLE));
        steps.remove(name(Step.RUN));
    }

    /** The specification's name of the step: {@code K3b_ReadUsers} for {@code K3B_READ_USERS}. */
    static String name(Step step) {
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

    /**
     * The offer that a label stands for.
     *
     * @throws IllegalArgumentException if the action or a parameter of it is unknown
     */
    long offer(ActionLabel label) {
        Action action = actions.named(label.name());
        if (action == null) {
            return kernelStep(label);
        }
        // Complains about a parameter that is missing.
        action.parameters().forEach(label::param);
        Parameters given = new Parameters(label);
        String thread = action.thread() == null ? given.thread : action.thread();
        if (thread == null || label.params().size() != action.parameters().size()) {
            throw new IllegalArgumentException("unknown parameters in " + label);
        }
        return given.on(Offer.withAction(Offer.of(threads.place(thread), action.at()), action.number()));
    }

    private long kernelStep(ActionLabel label) {
        Step step = steps.get(label.name());
        if (step == null) {
            throw new IllegalArgumentException("unknown action " + label.name());
        }
        Parameters given = new Parameters(label);
        return given.on(Offer.of(given.thread == null ? 0 : threads.place(given.thread), step));
    }

    /** The step of the implementation that an action stands for; commands and accesses begin where their thread waits. */
    Step step(ActionLabel label) {
        return Offer.step(offer(label));
    }

    /** The kernel function that takes the step. */
    String kernelFunction(ActionLabel label) {
        Action action = actions.named(label.name());
        return action == null ? step(label).kernelFunction() : action.kernelFunction();
    }

    /** The names of every action that the slice knows. */
    Set<String> actions() {
        Set<String> all = new TreeSet<>(steps.keySet());
        all.addAll(actions.names());
        return all;
    }

    /** The name of the thread that takes the step. */
    String thread(ActionLabel label) {
        return threads.name(Offer.thread(offer(label)));
    }

    /** The name of the action of an offer. */
    String action(long offer) {
        Action action = actions.of(offer);
        return action == null ? names.getOrDefault(Offer.step(offer), "?") : action.name();
    }

    /** An offer for a reader: thread, step, and what the environment decides. */
    String describe(long offer) {
        Action action = actions.of(offer);
        StringBuilder text = new StringBuilder(threads.name(Offer.thread(offer)))
                .append(" at ")
                .append(name(Offer.step(offer)));
        if (action != null) {
            text.append(" with ").append(action.name());
        }
        if (Offer.page(offer) != 0) {
            text.append(" of page ").append(Offer.page(offer));
        }
        if (Offer.vm(offer) != 0) {
            text.append(" of VM ").append(Offer.vm(offer));
        }
        return text.append(
                        switch (Offer.answer(offer)) {
                            case Offer.BUSY -> " answered busy";
                            case Offer.ERROR -> " answered no";
                            case Offer.NEED_DESTROY -> " answered need_destroy";
                            default -> "";
                        })
                .toString();
    }

    /** What the parameters of a label say. */
    private static final class Parameters {
        private @Nullable String thread;
        private int page;
        private int vm;
        private int answer = Offer.OK;

        Parameters(ActionLabel label) {
            for (ActionLabel.Param param : label.params()) {
                TlaValue value = param.value();
                switch (param.name()) {
                    case "t", "k" -> thread = value.asString();
                    case "p" -> page = Math.toIntExact(value.asInt());
                    case "v" -> vm = Math.toIntExact(value.asInt());
                    case "ok" -> answer = value.asBool() ? Offer.OK : Offer.ERROR;
                    case "a" -> answer = answer(value);
                    default -> throw new IllegalArgumentException("unknown parameter " + param.name() + " of " + label);
                }
            }
        }

        long on(long offer) {
            return Offer.withAnswer(Offer.withVm(Offer.withPage(offer, page), vm), answer);
        }

        private static int answer(TlaValue value) {
            Integer answer = ANSWERS.get(value.asString());
            if (answer == null) {
                throw new IllegalArgumentException("unknown answer " + value);
            }
            return answer;
        }
    }
}
