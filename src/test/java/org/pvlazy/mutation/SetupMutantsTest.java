package org.pvlazy.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.pvlazy.mutation.Mutation.Trial;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;

class SetupMutantsTest {
    private static final Manifest MANIFEST = Manifest.read(Path.of("specs"));
    private static final Benches BENCHES = new Benches(MANIFEST.specs());

    @AfterAll
    static void clear_the_benches() throws Exception {
        BENCHES.close();
    }

    @Test
    void every_comparison_of_a_slice_finds_a_fault_that_nobody_else_finds() throws Exception {
        Map<Mutant, Trial> trials = of("tables-repaired-segment");
        for (Map.Entry<Mutant, Trial> trial : trials.entrySet()) {
            if (trial.getKey().kind().equals("disable comparison")
                    || trial.getKey().kind().equals("leave variable out")) {
                assertThat(trial.getValue().run().status())
                        .as(trial.getKey().name())
                        .isEqualTo(Kill.Status.KILLED);
            }
        }
        assertThat(trials.keySet().stream().map(Mutant::name))
                .contains(
                        "tables-repaired-segment: disable comparison enabled steps",
                        "tables-repaired-segment: disable comparison pc",
                        "tables-repaired-segment: leave variable out pc");
    }

    @Test
    void a_dropped_claim_changes_the_table_of_verdicts() throws Exception {
        assertThat(run("tables-repaired-segment", "tables-repaired-segment: drop claim TypeOK")
                        .killedBy())
                .containsExactly("the table of verdicts in specs/README.md");
    }

    @Test
    void a_violation_is_missed_without_its_property() throws Exception {
        assertThat(run("tables-without-table-lock", "tables-without-table-lock: drop claim ListUnderLock")
                        .killedBy())
                .singleElement()
                .isEqualTo("tables-without-table-lock: property: ListUnderLock is not violated");
    }

    @Test
    void smaller_bounds_are_killed_by_the_pinned_counts() throws Exception {
        assertThat(run("tables-repaired", "tables-repaired: shrink constant MaxReboots = 1")
                        .killedBy())
                .anyMatch(killer -> killer.endsWith("distinct states where 2285 are pinned"));
    }

    private static Kill run(String model, String name) throws Exception {
        Map<String, Trial> byName = of(model).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
        assertThat(byName).containsKey(name);
        return Objects.requireNonNull(byName.get(name)).run();
    }

    private static Map<Mutant, Trial> of(String name) throws Exception {
        Model model = MANIFEST.model(name);
        return new SetupMutants(MANIFEST, BENCHES).of(List.of(model));
    }
}
