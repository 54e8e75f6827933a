package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.tlc.Model;

class VerdictTableTest {
    @Test
    void a_run_that_is_as_expected_is_two_tables_and_a_sentence() {
        RunReport report = new RunReport(
                "verify",
                List.of(
                        Samples.good(Samples.FULL),
                        Samples.good(Samples.FINDING),
                        Samples.good(Samples.LIVE_FINDING),
                        Samples.good(Samples.WITNESS)),
                List.of(Samples.replay(66466, List.of())));

        assertThat(VerdictTable.render(report, false)).isEqualTo("""
                        model                variant  mode      expected  observed  distinct  generated  depth  secs
                        reboot-v2            v2       full      pass      pass        20,697     66,466     90   4.3  ok
                        v2-destroy-attached  v2       cex       violated  violated    20,697     66,466     90   4.3  ok
                        v2-fail-path-mm      v2       liveness  violated  violated    20,697     66,466      -   4.3  ok
                        witness-two-zombies  v2       witness   violated  violated    20,697     66,466     90   4.3  ok
                        full: exhaustive; cex: counterexample; needed: every repair but one

                        model      variant  states   edges  replayed  paths   steps  steps/edge  steps/s
                        reboot-v2  v2       20,697  66,466    66,466     12  93,052  1.40>=1.20     744k  ok

                        Every verdict is as expected.
                        """);
    }

    @Test
    void the_summary_of_a_run_has_one_row_for_what_is_violated_alike() {
        RunReport report = new RunReport(
                "verify",
                List.of(
                        Samples.good(Samples.FULL),
                        Samples.good(Samples.FINDING),
                        Samples.good(Samples.model("v2-destroy-dirty", "counterexample", "ZombieClean")),
                        Samples.wrong(Samples.LIVE_FINDING),
                        Samples.good(Samples.model("without-old-table", "repaired", "necessity", "DonatedBack")),
                        Samples.good(Samples.WITNESS)),
                List.of());

        assertThat(VerdictTable.summary(report, false)).isEqualTo("""
                        model            variant   mode      expected  observed  distinct  generated  depth  secs

                        slice reboot
                        reboot-v2        v2        full      pass      pass        20,697     66,466     90   4.3  ok
                        v2-fail-path-mm  v2        liveness  violated  violated    20,697     66,466      -   4.3  FAIL
                        2 models         v2        cex       violated  violated    41,394    132,932      -   8.5  ok
                        1 model          repaired  needed    violated  violated    20,697     66,466      -   4.3  ok
                        1 model          v2        witness   violated  violated    20,697     66,466      -   4.3  ok
                        full: exhaustive; cex: counterexample; needed: every repair but one

                        FAIL v2-fail-path-mm: distinct states: expected 20697, found 20696
                          expected  violation of MmFreed
                          observed  pass

                        Something is not as expected.
                        """);
    }

    @Test
    void problems_stand_in_full_below_the_models() {
        assertThat(VerdictTable.models(List.of(Samples.wrong(Samples.FULL), Samples.failed(Samples.WITNESS)), false))
                .isEqualTo("""
                        model                variant  mode     expected  observed  distinct  generated  depth  secs
                        reboot-v2            v2       full     pass      pass        20,697     66,466     90   4.3  FAIL
                        witness-two-zombies  v2       witness  violated  nothing          0          0      -   4.3  FAIL
                        full: exhaustive; cex: counterexample; needed: every repair but one

                        FAIL reboot-v2: distinct states: expected 20697, found 20696
                          expected  pass
                          observed  pass

                        FAIL witness-two-zombies: no verdict from TLC
                          expected  violation of NeverTwoZombies
                          observed  Host.tla:7:1: parse <error>
                        """);
    }

    @Test
    void divergences_stand_in_full_below_the_replays() {
        assertThat(VerdictTable.replays(List.of(Samples.replay(1100, List.of(Samples.divergence()))), false))
                .isEqualTo("""
                        model      variant  states   edges  replayed  paths   steps  steps/edge  steps/s
                        reboot-v2  v2       20,697  66,466     1,100     12  93,052  1.40>=1.20     744k  FAIL

                        FAIL replay of reboot-v2: 1 divergence, 1,100 of 66,466 edges replayed
                          divergence in path 3 of reboot-v2 after step 17, K6_DecProtected(k = "K1") by thread K1
                            prot
                              expected  1
                              actual    <script>alert(1)</script>
                            specification  Zombie.tla:60
                            implementation PvDeinit.java:88
                        """);
    }

    @Test
    void names_of_28_characters_and_millions_of_states_fit_100_columns() {
        Model longest = new Model(
                "a-name-of-28-characters-long",
                "reboot",
                "repaired",
                "MCLifecycle",
                "",
                "",
                "counterexample",
                "violation",
                "P",
                12,
                1_234_567,
                2_345_678,
                145,
                "large",
                false);
        assertThat(VerdictTable.models(List.of(Samples.good(longest), Samples.good(Samples.LIVE_FINDING)), false)
                        .lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void colour_moves_no_column() {
        RunReport report =
                new RunReport("check", List.of(Samples.wrong(Samples.FULL), Samples.good(Samples.WITNESS)), List.of());
        String coloured = VerdictTable.render(report, true);
        assertThat(coloured)
                .contains("\u001B[32mok\u001B[0m", "\u001B[1;31mFAIL\u001B[0m")
                .endsWith("\u001B[1;31mSomething is not as expected.\u001B[0m\n");
        assertThat(coloured.replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(VerdictTable.render(report, false));
    }
}
