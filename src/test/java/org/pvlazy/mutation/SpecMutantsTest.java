package org.pvlazy.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.lang3.Range;
import org.junit.jupiter.api.Test;
import org.pvlazy.mutation.SpecMutants.Edited;
import org.pvlazy.tlc.EvaluationException;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;

class SpecMutantsTest {
    private static final Manifest MANIFEST = Manifest.read(Path.of("specs"));

    @Test
    void guards_updates_conditions_and_fairness_change_and_nothing_else() throws IOException {
        Map<String, Edited> oom = byName("oom-v2-arrays");

        assertThat(oom.keySet())
                .contains(
                        "OomCleaner.K2_Unregister: drop guard ~RoundRuns",
                        "OomCleaner.K2_Unregister: negate guard ~RoundRuns",
                        "OomCleaner.K2_Unregister: lose update chain' = SelectSeq(chain, LAMBDA x : x # k)",
                        "OomCleaner.K1_FreeArray: negate condition n = 0",
                        "OomProperties.FairSpec: drop fairness WF_vars(OStep)",
                        "OomProperties.FairSpec: weaken fairness SF_vars(K0_Register(k))")
                .noneMatch(name -> name.contains("Init:") || name.contains("TypeOK:") || name.startsWith("MC"));
        assertThat(edited(oom, "OomCleaner.K2_Unregister: drop guard ~RoundRuns")
                        .text())
                .contains("/\\ At(k, \"K2_Unregister\") /\\ TRUE\n")
                .contains("/\\ At(k, \"K0_Register\") /\\ ~RoundRuns\n");
        assertThat(edited(oom, "OomCleaner.K2_Unregister: lose update chain' = SelectSeq(chain, LAMBDA x : x # k)")
                        .text())
                .contains("    /\\ chain' = chain\n    /\\ Goto(k, \"K4_DestroyConf\")");
    }

    @Test
    void a_module_that_specifications_share_is_changed_once() throws IOException {
        Map<Edited, List<String>> both = SpecMutants.ofAll(List.of(files("oom-v2-arrays"), files("tables-repaired")));
        assertThat(both).anySatisfy((edited, roots) -> assertThat(roots).containsExactly("MCOom", "MCGuestTables"));
        Set<String> names =
                both.keySet().stream().map(edited -> edited.mutant().name()).collect(Collectors.toSet());
        assertThat(names).hasSameSizeAs(both.keySet());
    }

    @Test
    void a_reason_is_given_for_a_mutant_that_there_is() throws IOException {
        List<SpecFiles> roots = MANIFEST.models().stream()
                .collect(Collectors.toMap(Model::module, model -> model.files(MANIFEST.specs()), (a, b) -> a))
                .values()
                .stream()
                .toList();
        Set<String> names = SpecMutants.ofAll(roots).keySet().stream()
                .map(edited -> edited.mutant().name())
                .collect(Collectors.toSet());
        assertThat(Survivors.read(MANIFEST.specs()).names())
                // Mutants of the code have the names of packages, those of set-up the names of models.
                .filteredOn(name -> Character.isUpperCase(name.charAt(0)))
                .isSubsetOf(names);
    }

    @Test
    void a_lost_update_is_killed_by_counts_and_by_the_variable_in_the_replay() throws Exception {
        Kill kill = judge("oom-v2-arrays", "OomUserspace.Close: lose update ust' = [ust EXCEPT ![h] = \"absent\"]");
        assertThat(kill.status()).isEqualTo(Kill.Status.KILLED);
        assertThat(kill.killedBy())
                .contains("oom-v2-arrays: replay: ust after Close(v = 2)")
                .anyMatch(killer -> killer.endsWith("distinct states where 7602 are pinned"));
    }

    @Test
    void a_fairness_is_killed_by_a_promise() throws Exception {
        Kill kill = judge("oom-v2-arrays", "OomProperties.FairSpec: drop fairness WF_vars(OStep)");
        assertThat(kill.killedBy()).singleElement().asString().startsWith("live-oom-repaired: property: ");
    }

    @Test
    void what_cannot_be_evaluated_is_invalid_and_not_killed() throws Exception {
        Edited broken = edited(byName("oom-v2-arrays"), "OomCleaner.K2_Unregister: drop guard ~RoundRuns");
        Edited garbled =
                new Edited(broken.mutant(), broken.module(), broken.definition(), "---- MODULE OomCleaner ----\n/\\");
        Kill kill = judge(garbled);
        assertThat(kill.status()).isEqualTo(Kill.Status.INVALID);
        assertThat(kill.killedBy()).isEmpty();
        assertThat(kill.why()).contains("parse error");
    }

    @Test
    void a_trial_does_not_hide_that_a_model_cannot_be_evaluated() throws IOException {
        try (Workbench bench = new Workbench(MANIFEST.specs())) {
            bench.write("Oom.tla", "---- MODULE Oom ----\n/\\");
            GraphTrial trial = new GraphTrial(MANIFEST, 1);
            Model model = MANIFEST.model("oom-v2-arrays");
            assertThatThrownBy(() -> trial.graph(model, bench.manifest())).isInstanceOf(EvaluationException.class);
        }
    }

    private static Kill judge(String model, String mutant) throws Exception {
        return judge(edited(byName(model), mutant));
    }

    private static Kill judge(Edited edited) throws Exception {
        try (Benches benches = new Benches(MANIFEST.specs())) {
            return new SpecKiller(MANIFEST, benches, 5, Range.of(0L, 30_000L)).judge(edited, List.of("MCOom"));
        }
    }

    private static Edited edited(Map<String, Edited> mutants, String name) {
        Edited edited = mutants.get(name);
        assertThat(edited).as(name).isNotNull();
        return java.util.Objects.requireNonNull(edited);
    }

    private static Map<String, Edited> byName(String model) throws IOException {
        return SpecMutants.of(files(model)).stream()
                .collect(Collectors.toMap(edited -> edited.mutant().name(), edited -> edited));
    }

    private static SpecFiles files(String model) {
        return MANIFEST.model(model).files(MANIFEST.specs());
    }
}
