package org.pvlazy.mutation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pvlazy.mutation.Kill.Status;
import org.pvlazy.mutation.Mutant.Side;
import org.pvlazy.report.Markdown;

/** The matrix in numbers, for the documentation: how many mutants of what there are, what came of them, and who survives. */
public final class KillSummary {
    private static final String NOT_TRIED = "not tried";

    private final List<Kill> kills;
    private final Survivors survivors;
    private final Function<Mutant, String> groups;

    /**
     * A summary.
     *
     * @param kills what came of mutants
     * @param all the mutants that there are; those of which nothing came are not judged
     * @param groups what a mutant is of: a specification, a package
     */
    public KillSummary(List<Kill> kills, Collection<Mutant> all, Survivors survivors, Function<Mutant, String> groups) {
        Map<Mutant, Kill> byMutant = new LinkedHashMap<>();
        kills.forEach(kill -> byMutant.put(kill.mutant(), kill));
        all.forEach(mutant -> byMutant.putIfAbsent(mutant, Kill.notJudged(mutant, NOT_TRIED)));
        this.kills = List.copyOf(byMutant.values());
        this.survivors = survivors;
        this.groups = groups;
    }

    /** Tables and lists, as markdown. */
    public String render() {
        StringBuilder out = new StringBuilder();
        Map<Side, List<Kill>> sides = new EnumMap<>(Side.class);
        kills.forEach(kill -> sides.computeIfAbsent(kill.mutant().side(), side -> new ArrayList<>())
                .add(kill));
        out.append(
                        "An invalid mutant cannot be parsed or evaluated. One that is not judged took too long, or nobody has tried it yet.\n")
                .append("Neither counts as killed.\n\n")
                .append(Markdown.row(List.of(
                        "mutants of",
                        "",
                        "mutants",
                        "killed",
                        "survived",
                        "without a reason",
                        "invalid",
                        "not judged")))
                .append("|---|---|---:|---:|---:|---:|---:|---:|\n");
        sides.forEach((side, ofSide) -> addRows(side, ofSide, out));
        addSurvivors(out);
        return out.toString();
    }

    private void addRows(Side side, List<Kill> ofSide, StringBuilder out) {
        Map<String, List<Kill>> rows = new TreeMap<>();
        for (Kill kill : ofSide) {
            rows.computeIfAbsent(groups.apply(kill.mutant()), group -> new ArrayList<>())
                    .add(kill);
        }
        rows.forEach((group, row) -> out.append(row(side.toString(), Markdown.code(group), row)));
        out.append(row(side.toString(), "**all**", ofSide));
    }

    private String row(String side, String group, List<Kill> row) {
        return Markdown.row(List.of(
                side,
                group,
                String.valueOf(row.size()),
                count(row, Status.KILLED),
                count(row, Status.SURVIVED),
                count(row, this::isUnexcused),
                count(row, Status.INVALID),
                count(row, Status.NOT_JUDGED)));
    }

    private boolean isUnexcused(Kill kill) {
        return kill.status() == Status.SURVIVED && survivors.reason(kill.mutant()) == null;
    }

    private static String count(List<Kill> row, Status status) {
        return count(row, kill -> kill.status() == status);
    }

    private static String count(List<Kill> row, Predicate<Kill> which) {
        return String.valueOf(row.stream().filter(which).count());
    }

    private void addSurvivors(StringBuilder out) {
        out.append("\n## Survivors\n\n");
        List<Kill> alive =
                kills.stream().filter(kill -> kill.status() == Status.SURVIVED).toList();
        if (!alive.isEmpty()) {
            out.append(Markdown.row(List.of("mutant", "why it may survive"))).append("|---|---|\n");
        }
        for (Kill kill : alive) {
            String reason = survivors.reason(kill.mutant());
            out.append(Markdown.row(List.of(
                    Markdown.code(kill.mutant().name()),
                    reason == null ? "nobody has said yet" : Markdown.text(reason))));
        }
        if (alive.isEmpty()) {
            out.append("None.\n");
        }
    }
}
