package org.pvlazy.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvlazy.report.JUnitXml;
import org.pvlazy.report.RunVerdict;
import org.pvlazy.tlc.ManifestException;

class KillMatrixTest {
    private static final Mutant DEAD = mutant("Oom.K1: drop guard x");
    private static final Mutant ALIVE = mutant("Oom.K2: drop guard y");
    private static final Mutant BROKEN = mutant("Oom.K3: drop guard z");

    @TempDir
    private Path folder;

    @Test
    void a_survivor_without_a_reason_is_unexpected() throws IOException {
        KillMatrix matrix = matrix(Kill.by(DEAD, List.of("m: count")), Kill.by(ALIVE, List.of()));
        assertThat(matrix.verdict()).isEqualTo(RunVerdict.UNEXPECTED);
        assertThat(matrix.summary())
                .contains("specification: drop guard                      1 killed     1 survived     0 invalid"
                        + "     0 not judged\n")
                .endsWith("Oom.K2: drop guard y survives, and nobody says why it may\n");
    }

    @Test
    void a_survivor_with_a_reason_is_not() throws IOException {
        reasons("{\"name\": \"Oom.K2: drop guard y\", \"reason\": \"y is always true\"}");
        KillMatrix matrix = matrix(Kill.by(ALIVE, List.of()));
        assertThat(matrix.verdict()).isEqualTo(RunVerdict.EXPECTED);
        assertThat(matrix.render())
                .startsWith("survived   " + ALIVE.name() + "\n             because y is always true\n");
    }

    @Test
    void a_reason_for_a_mutant_that_is_killed_is_stale() throws IOException {
        reasons("{\"name\": \"Oom.K1: drop guard x\", \"reason\": \"nobody looks\"}");
        KillMatrix matrix = matrix(Kill.by(DEAD, List.of("m: count")));
        assertThat(matrix.verdict()).isEqualTo(RunVerdict.UNEXPECTED);
        assertThat(matrix.summary()).endsWith("is killed, though it has a reason to survive\n");
    }

    @Test
    void an_invalid_mutant_is_not_killed_and_is_no_failure() throws IOException {
        KillMatrix matrix = matrix(Kill.invalid(BROKEN, "parse error"));
        assertThat(matrix.verdict()).isEqualTo(RunVerdict.EXPECTED);
        assertThat(matrix.toJson().get(0).getAsJsonObject())
                .hasToString("{\"name\":\"Oom.K3: drop guard z\",\"side\":\"specification\",\"killedBy\":[],"
                        + "\"kind\":\"drop guard\",\"subject\":\"Oom\",\"status\":\"invalid\","
                        + "\"invalid\":\"parse error\",\"notJudged\":null,\"reason\":null}");
        assertThatThrownBy(() -> new Kill(BROKEN, Kill.Status.INVALID, List.of("m"), "parse error"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Kill(BROKEN, Kill.Status.KILLED, List.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_mutant_that_is_not_judged_is_neither_killed_nor_a_failure_but_leaves_the_run_inconclusive()
            throws IOException {
        KillMatrix matrix = matrix(Kill.by(DEAD, List.of("m: count")), Kill.notJudged(BROKEN, "no verdict after 9 s"));
        assertThat(matrix.verdict()).isEqualTo(RunVerdict.INCONCLUSIVE);
        assertThat(matrix.render())
                .contains("not judged " + BROKEN.name() + "\n             no verdict after 9 s\n")
                .contains("1 killed     0 survived     0 invalid     1 not judged\n");
    }

    @Test
    void what_was_written_is_read_again() throws IOException {
        List<Kill> kills = List.of(
                Kill.by(DEAD, List.of("m: count", "n: replay")),
                Kill.by(ALIVE, List.of()),
                Kill.invalid(BROKEN, "parse error"),
                Kill.notJudged(mutant("Oom.K4: drop guard u"), "no verdict after 9 s"));
        JsonObject result = new JsonObject();
        result.add("mutants", new KillMatrix(kills, Survivors.read(folder)).toJson());
        Path file = Files.writeString(folder.resolve("result.json"), result.toString());
        assertThat(KillFile.read(file)).isEqualTo(kills);
        Files.writeString(file, "{\"mutants\": [{\"name\": \"x\"}]}");
        assertThatThrownBy(() -> KillFile.read(file))
                .isInstanceOf(ManifestException.class)
                .hasMessageEndingWith("result.json: no result of mutate");
    }

    @Test
    void every_mutant_is_a_case() throws IOException {
        KillMatrix matrix = matrix(
                Kill.by(DEAD, List.of("m: count")), Kill.by(ALIVE, List.of()), Kill.invalid(BROKEN, "parse error"));
        assertThat(matrix.toCases())
                .extracting(JUnitXml.Case::result)
                .containsExactly(JUnitXml.Result.PASSED, JUnitXml.Result.FAILED, JUnitXml.Result.SKIPPED);
    }

    @Test
    void a_reason_must_say_something() throws IOException {
        reasons("{\"name\": \"Oom.K2: drop guard y\", \"reason\": \" \"}");
        assertThatThrownBy(() -> Survivors.read(folder)).isInstanceOf(ManifestException.class);
        reasons("{\"name\": \"Oom.K2: drop guard y\"}");
        assertThatThrownBy(() -> Survivors.read(folder))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("survivors.json");
    }

    @Test
    void the_same_seed_draws_the_same_mutants() {
        List<Mutant> all = List.of(DEAD, ALIVE, BROKEN);
        assertThat(Mutation.sample(all, 2, 5)).hasSize(2).isEqualTo(Mutation.sample(all, 2, 5));
        assertThat(Mutation.sample(all, 9, 5)).isEqualTo(all);
    }

    private KillMatrix matrix(Kill... kills) throws IOException {
        return new KillMatrix(List.of(kills), Survivors.read(folder));
    }

    private void reasons(String... survivors) throws IOException {
        Files.writeString(folder.resolve("survivors.json"), "{\"survivors\": [" + String.join(", ", survivors) + "]}");
    }

    private static Mutant mutant(String name) {
        return new Mutant(name, Mutant.Side.SPECIFICATION, "drop guard", "Oom");
    }
}
