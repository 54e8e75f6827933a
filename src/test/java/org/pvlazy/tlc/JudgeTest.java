package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvlazy.tlc.Verdict.Failure;
import org.pvlazy.tlc.Verdict.Pass;
import org.pvlazy.tlc.Verdict.Violation;

class JudgeTest {
    @Test
    void a_complete_search_without_error_passes() throws IOException {
        assertThat(Judge.judge(Specs.captured("Counters", 0))).isEqualTo(new Pass());
    }

    @ParameterizedTest
    @CsvSource({
        "CountersBelow, 12, INVARIANT, Below",
        "InitBad, 12, INVARIANT, Pos",
        "CountersGrows, 13, ACTION_PROPERTY, Grows",
        "Lasso, 13, TEMPORAL, Ends",
        "LassoStutter, 13, TEMPORAL, Reaches",
        "TroubleDeadlock, 11, DEADLOCK, ''",
        "TroubleAssert, 14, ASSERTION, ''"
    })
    void violations_are_told_apart(String name, int exit, ViolationKind kind, String property) throws IOException {
        assertThat(Judge.judge(Specs.captured(name, exit))).isEqualTo(new Violation(kind, property));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '$',
            value = {
                "Broken;150;PARSE;Broken.tla:6:1: parse error: encountered \"====\" and token \"+\"",
                "Undef;150;PARSE;Undef.tla:5:14: Unknown operator: `z'.",
                "Unknown;150;PARSE;Unknown.tla: module NoSuchModule not found",
                "CountersUndefined;151;CONFIG;CountersUndefined.cfg: "
                        + "The invariant Typo specified in the configuration file is not defined in the specification.",
                "CountersBad;255;CONFIG;CountersBad.cfg:2: It was expecting a keyword, but did not find it.",
                "Ass;10;ASSUMPTION;Ass.tla:4:8: Assumption line 4, col 8 to line 4, col 12 of module Ass is false.",
                "TroubleEval;75;EVALUATION;Trouble.tla:8:26: A non-function (an integer) was applied as a function.",
                "TroublePartial;75;EVALUATION;Successor state is not completely specified by action Forgets of the "
                        + "next-state relation. The following variable is not assigned: y.",
                "TroubleInvariant;76;EVALUATION;Evaluating invariant Short failed. "
                        + "Attempted to apply tuple <<0, 1>> to integer 9 which is out of domain."
            })
    void errors_are_one_clear_line(String name, int exit, FailureKind kind, String message) throws IOException {
        assertThat(Judge.judge(Specs.captured(name, exit))).isEqualTo(new Failure(kind, message));
    }

    @Test
    void a_violation_needs_its_exit_code_and_its_message() throws IOException {
        assertThat(Judge.judge(Specs.captured("CountersBelow", 13))).isInstanceOf(Failure.class);
        assertThat(Judge.judge(Specs.captured("CountersBelow", 0)))
                .isEqualTo(new Failure(
                        FailureKind.INCOMPLETE,
                        "Counters with CountersBelow.cfg: exit 0, but Invariant Below is violated."));
    }

    @Test
    void exit_zero_is_not_enough() throws IOException {
        String good = Specs.output("Counters");
        assertThat(Judge.judge(Specs.replay(good.replace(" 0 states left", " 4 states left"), "Counters", 0)))
                .hasToString("Counters with Counters.cfg: stopped with 4 states left to explore");
        assertThat(Judge.judge(Specs.replay(good.replaceAll("[0-9]+ distinct", "0 distinct"), "Counters", 0)))
                .hasToString("Counters with Counters.cfg: no initial state");
    }

    @ParameterizedTest
    @CsvSource({"137", "143"})
    void a_child_that_is_killed_half_way_is_no_verdict(int exit) throws IOException {
        String output = Specs.output("Counters");
        String half = output.substring(0, output.indexOf("@!@!@STARTMSG 2199"));
        assertThat(Judge.judge(Specs.replay(half, "Counters", exit)))
                .isEqualTo(new Failure(
                        FailureKind.KILLED,
                        "Counters with Counters.cfg: TLC was killed (exit " + exit + ") after 71 distinct states"));
        assertThat(Judge.judge(Specs.replay(half, "Counters", 0)))
                .hasToString("Counters with Counters.cfg: the output of TLC breaks off after 71 distinct states");
    }

    @Test
    void a_jvm_that_does_not_start_says_why() throws IOException {
        assertThat(Judge.judge(Specs.replay("Error: Could not find or load main class tlc2.TLC\n", "Counters", 1)))
                .hasToString("Counters with Counters.cfg: TLC ended early (exit 1): "
                        + "Error: Could not find or load main class tlc2.TLC");
    }

    @Test
    void an_option_that_tlc_does_not_know_is_a_usage_error() throws IOException {
        String output = "@!@!@STARTMSG 1102:1 @!@!@\nError: unrecognized option: -nosuch\n@!@!@ENDMSG 1102 @!@!@\n";
        assertThat(Judge.judge(Specs.replay(output, "Counters", 1)))
                .isEqualTo(new Failure(FailureKind.USAGE, "Error: unrecognized option: -nosuch"));
    }

    @Test
    void a_run_out_of_time_is_inconclusive() throws IOException {
        TlcResult result = Specs.captured("Counters", 143);
        TlcResult late = new TlcResult(
                new TlcResult.Ending(143, Duration.ofSeconds(5), true),
                result.progress(),
                result.messages(),
                "",
                null,
                result.model(),
                List.of());
        assertThat(Judge.judge(late))
                .isEqualTo(new Failure(
                        FailureKind.TIMEOUT,
                        "Counters with Counters.cfg: stopped after 5.0 s after 71 distinct states"));
    }

    @Test
    void a_temporal_property_is_named_only_if_there_is_no_doubt() throws IOException {
        TlcResult one = Specs.captured("Lasso", 13);
        TlcResult two = new TlcResult(
                one.ending(), one.progress(), one.messages(), "", null, one.model(), List.of("Ends", "Other"));
        assertThat(Judge.judge(two)).isEqualTo(new Violation(ViolationKind.TEMPORAL, "?"));
        String newer = Specs.output("Lasso")
                .replace("Temporal properties were violated.", "Temporal property Ends was violated.");
        TlcResult named = Specs.replay(newer, "LassoStutter", 13);
        assertThat(Judge.judge(named)).isEqualTo(new Violation(ViolationKind.TEMPORAL, "Ends"));
    }

    @Test
    void a_part_of_a_property_that_tlc_gives_by_its_place_takes_the_configured_name() throws IOException {
        String output = Specs.output("CountersGrows")
                .replace(
                        "Action property Grows is",
                        "Action property line 7, col 6 to line 7, col 10 of module Counters is");
        assertThat(Judge.judge(Specs.replay(output, "CountersGrows", 13)))
                .isEqualTo(new Violation(ViolationKind.ACTION_PROPERTY, "Grows"));
    }

    @Test
    void verdicts_read_as_sentences() {
        assertThat(new Pass()).hasToString("pass");
        assertThat(new Violation(ViolationKind.INVARIANT, "Below")).hasToString("invariant Below violated");
        assertThat(new Violation(ViolationKind.DEADLOCK, "")).hasToString("deadlock");
    }
}
