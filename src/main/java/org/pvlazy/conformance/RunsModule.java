package org.pvlazy.conformance;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;
import org.pvlazy.conformance.Recording.Crash;
import org.pvlazy.conformance.Recording.Event;
import org.pvlazy.tla.TlaValue;

/** Writes recordings as a module for TLC: the constant of {@code RecordedRuns}, and what to make of it. */
final class RunsModule {
    private static final List<String> ANSWERS = List.of("ok", "busy", "error", "need_destroy");
    /** More than any clock shows, and less than what TLC takes for a number. */
    private static final long OPEN = 2_000_000_000;

    private final Slice slice;

    RunsModule(Slice slice) {
        this.slice = slice;
    }

    /** Its name. It is another one for every specification. */
    String name() {
        return trace() + "Runs";
    }

    /** The module that it extends. */
    String trace() {
        return "Trace" + slice.specification();
    }

    /** The configuration, with the constants of the model. */
    String config(Map<String, TlaValue> constants) {
        return "INIT TraceInit\nNEXT TraceNext\nINVARIANT Judged\nCONSTANTS\n  Runs <- TheRuns\n"
                + new TreeMap<>(constants)
                        .entrySet().stream()
                                .map(each -> "  " + each.getKey() + " = " + each.getValue() + "\n")
                                .collect(Collectors.joining());
    }

    String text(List<Recording> recordings) {
        return recordings.stream()
                .map(this::run)
                .collect(Collectors.joining(
                        ",\n",
                        "---- MODULE " + name() + " ----\nEXTENDS " + trace() + "\n\nTheRuns == <<\n",
                        ">>\n====\n"));
    }

    private String run(Recording recording) {
        String threads = recording.threads().stream()
                .map(name -> name.startsWith("kthread") ? "\"\"" : "\"" + name + "\"")
                .collect(Collectors.joining(", "));
        String events = recording.events().stream()
                .map(own -> own.stream().map(this::event).collect(Collectors.joining(",\n  ", "<<", ">>")))
                .collect(Collectors.joining(",\n  "));
        Crash crash = recording.crash();
        return "[threads |-> <<" + threads + ">>, events |-> <<" + events + ">>,\n  crashed |-> "
                + (crash == null ? 0 : crash.thread() + 1) + ", last |-> " + last(recording) + "]";
    }

    private static String last(Recording recording) {
        Crash crash = recording.crash();
        if (crash != null) {
            return "{\"" + crash.splat().toLowerCase(Locale.ROOT) + "\"}";
        }
        return new TreeMap<>(recording.last())
                .entrySet().stream()
                        .map(each -> each.getKey() + " |-> " + each.getValue())
                        .collect(Collectors.joining(",\n    ", "[", "]"));
    }

    private String event(Event event) {
        long offer = event.offer();
        int child = event.child() == 0 ? 0 : event.child() + 1;
        return "[action |-> \"" + slice.binding().action(offer) + "\", p |-> " + Offer.page(offer) + ", v |-> "
                + Offer.vm(offer) + ", a |-> \"" + ANSWERS.get(Offer.answer(offer)) + "\", begin |-> " + event.begin()
                + ", end |-> " + Math.min(OPEN, event.end()) + ", maybe |-> "
                + StringUtils.upperCase(String.valueOf(event.maybe())) + ", child |-> " + child + "]";
    }
}
