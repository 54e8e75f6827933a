package org.pvlazy.mutation;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pvlazy.mutation.Kill.Status;
import org.pvlazy.report.JUnitXml;
import org.pvlazy.report.RunVerdict;

/** Mutant by mutant, what killed it. */
public final class KillMatrix {
    private final List<Kill> kills;
    private final Survivors survivors;

    /** Of what came of the mutants, in their order. */
    public KillMatrix(List<Kill> kills, Survivors survivors) {
        this.kills = List.copyOf(kills);
        this.survivors = survivors;
    }

    /** What came of the mutants, in their order. */
    public List<Kill> kills() {
        return kills;
    }

    /** Expected if whatever survives has a reason, and nothing else has one; inconclusive if that is so and some mutant is not judged. */
    public RunVerdict verdict() {
        if (kills.stream().anyMatch(kill -> complaint(kill) != null)) {
            return RunVerdict.UNEXPECTED;
        }
        return kills.stream().anyMatch(kill -> kill.status() == Status.NOT_JUDGED)
                ? RunVerdict.INCONCLUSIVE
                : RunVerdict.EXPECTED;
    }

    private @Nullable String complaint(Kill kill) {
        boolean excused = survivors.reason(kill.mutant()) != null;
        return switch (kill.status()) {
            case SURVIVED -> excused ? null : "survives, and nobody says why it may";
            case KILLED -> excused ? "is killed, though it has a reason to survive" : null;
            case INVALID -> excused ? "is invalid, though it has a reason to survive" : null;
            case NOT_JUDGED -> null;
        };
    }

    /** The matrix and what it comes to, as text. */
    public String render() {
        StringBuilder out = new StringBuilder();
        for (Kill kill : kills) {
            out.append(String.format(
                    Locale.ROOT,
                    "%-11s%s%n",
                    kill.status().word(),
                    kill.mutant().name()));
            kill.killedBy()
                    .forEach(killer ->
                            out.append("             by ").append(killer).append('\n'));
            if (kill.why() != null) {
                out.append("             ").append(kill.why()).append('\n');
            }
            String reason = survivors.reason(kill.mutant());
            if (reason != null) {
                out.append("             because ").append(reason).append('\n');
            }
        }
        return out.append('\n').append(summary()).toString();
    }

    /** How many of each kind are killed, and what is wrong. */
    public String summary() {
        Map<String, List<Status>> kinds = new TreeMap<>();
        List<Status> all = new ArrayList<>();
        for (Kill kill : kills) {
            String kind = kill.mutant().side() + ": " + kill.mutant().kind();
            kinds.computeIfAbsent(kind, unused -> new ArrayList<>()).add(kill.status());
            all.add(kill.status());
        }
        StringBuilder out = new StringBuilder();
        kinds.forEach((kind, statuses) -> out.append(line(kind, statuses)));
        out.append(line("all", all));
        for (Kill kill : kills) {
            String complaint = complaint(kill);
            if (complaint != null) {
                out.append(kill.mutant().name()).append(' ').append(complaint).append('\n');
            }
        }
        return out.toString();
    }

    private static String line(String kind, List<Status> statuses) {
        return String.format(
                Locale.ROOT,
                "%-42s %5d killed %5d survived %5d invalid %5d not judged%n",
                kind,
                Collections.frequency(statuses, Status.KILLED),
                Collections.frequency(statuses, Status.SURVIVED),
                Collections.frequency(statuses, Status.INVALID),
                Collections.frequency(statuses, Status.NOT_JUDGED));
    }

    /** The array of the machine-readable result. */
    public JsonArray toJson() {
        JsonArray mutants = new JsonArray();
        for (Kill kill : kills) {
            JsonObject json = KillFile.toJson(kill);
            json.addProperty("reason", survivors.reason(kill.mutant()));
            mutants.add(json);
        }
        return mutants;
    }

    /** A case for each mutant. */
    public List<JUnitXml.Case> toCases() {
        List<JUnitXml.Case> cases = new ArrayList<>();
        for (Kill kill : kills) {
            Mutant mutant = kill.mutant();
            String group = "mutant." + mutant.side() + "." + mutant.kind();
            String complaint = complaint(kill);
            if (complaint != null) {
                cases.add(JUnitXml.Case.failed(group, mutant.name(), 0, mutant.name() + " " + complaint));
            } else if (kill.status() == Status.KILLED) {
                cases.add(JUnitXml.Case.passed(group, mutant.name(), 0));
            } else {
                String why = kill.why() == null ? survivors.reason(mutant) : kill.why();
                cases.add(JUnitXml.Case.skipped(
                        group, mutant.name(), kill.status().word() + ": " + why));
            }
        }
        return cases;
    }
}
