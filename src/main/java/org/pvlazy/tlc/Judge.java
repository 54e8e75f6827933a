package org.pvlazy.tlc;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tlc.Verdict.Failure;
import org.pvlazy.tlc.Verdict.Pass;
import org.pvlazy.tlc.Verdict.Violation;

/**
 * Says what a run means. TLC's exit code alone does not: it is 0 too when there was no initial state, when the search was
 * stopped early, and under {@code -continue}. A pass and a violation are believed only when exit code, messages and counts
 * agree.
 */
public final class Judge {
    private static final int GENERAL = 1000;
    private static final int NESTED_EXPRESSIONS = 2103;
    private static final int FIRST_SIGNAL_EXIT = 128;
    private static final int[] EVALUATION_CODES = {2109, 2111, 2113, 2115, 2102, 2106, 2105, GENERAL};

    private static final Pattern PROPERTY = Pattern.compile(
            "^(?:Invariant|Action property|Property|Temporal property) (\\S+) (?:is|was) violated",
            Pattern.CASE_INSENSITIVE);

    /** A violation: its exit code, the code of its message, and its kind. */
    private record Rule(int exit, int code, ViolationKind kind) {}

    private static final List<Rule> RULES = List.of(
            new Rule(12, 2110, ViolationKind.INVARIANT),
            new Rule(12, 2107, ViolationKind.INVARIANT),
            new Rule(13, 2108, ViolationKind.INITIAL_PROPERTY),
            new Rule(13, 2112, ViolationKind.ACTION_PROPERTY),
            new Rule(13, 2116, ViolationKind.TEMPORAL),
            new Rule(11, 2114, ViolationKind.DEADLOCK),
            new Rule(14, 2132, ViolationKind.ASSERTION));

    private Judge() {}

    /** The meaning of a run. */
    public static Verdict judge(TlcResult result) {
        String model = result.model().module() + " with " + result.model().config() + ".cfg";
        if (result.ending().timedOut()) {
            return new Failure(
                    FailureKind.TIMEOUT, model + ": stopped after " + result.seconds() + " s" + progress(result));
        }
        if (result.exitCode() > FIRST_SIGNAL_EXIT && !result.complete()) {
            return new Failure(
                    FailureKind.KILLED, model + ": TLC was killed (exit " + result.exitCode() + ")" + progress(result));
        }
        if (result.exitCode() == 0) {
            return judgeSuccess(model, result);
        }
        for (Rule rule : RULES) {
            if (rule.exit() == result.exitCode() && result.has(rule.code())) {
                return new Violation(rule.kind(), property(rule, result));
            }
        }
        return failure(model, result);
    }

    /** The violation that an output reports, where nobody knows how the process ended; null if it reports none. */
    public static @Nullable Violation violation(TlcResult result) {
        return RULES.stream()
                .filter(rule -> result.has(rule.code()))
                .map(rule -> new Violation(rule.kind(), property(rule, result)))
                .findFirst()
                .orElse(null);
    }

    private static Verdict judgeSuccess(String model, TlcResult result) {
        if (!result.errors().isEmpty()) {
            return new Failure(FailureKind.INCOMPLETE, model + ": exit 0, but " + firstError(result));
        }
        if (!result.complete()) {
            return new Failure(FailureKind.KILLED, model + ": the output of TLC breaks off" + progress(result));
        }
        if (result.progress().distinct() == 0) {
            return new Failure(FailureKind.INCOMPLETE, model + ": no initial state");
        }
        if (result.progress().queued() > 0) {
            return new Failure(
                    FailureKind.INCOMPLETE,
                    model + ": stopped with " + result.progress().queued() + " states left to explore");
        }
        return new Pass();
    }

    private static String property(Rule rule, TlcResult result) {
        if (rule.kind() == ViolationKind.DEADLOCK || rule.kind() == ViolationKind.ASSERTION) {
            return "";
        }
        Matcher named = PROPERTY.matcher(result.text(rule.code()));
        if (named.find()) {
            return named.group(1);
        }
        // Temporal properties, and the parts of a property that is a whole specification, have no name in the message.
        return result.properties().size() == 1 ? result.properties().get(0) : "?";
    }

    private static Failure failure(String model, TlcResult result) {
        String config = result.model().config() + ".cfg";
        if (result.errors().isEmpty()) {
            return otherFailure(model, config, result);
        }
        return switch (result.exitCode()) {
            case 1 -> new Failure(FailureKind.USAGE, firstError(result));
            case 10 -> new Failure(FailureKind.ASSUMPTION, firstError(result));
            case 13, 75, 76, 77 -> new Failure(FailureKind.EVALUATION, evaluationError(result));
            case 150 ->
                new Failure(
                        FailureKind.PARSE,
                        ParserOutput.firstError(result.parserOutput())
                                .orElseGet(() -> result.model().module() + ".tla: " + firstError(result)));
            case 151 -> new Failure(FailureKind.CONFIG, config + ": " + firstError(result));
            default -> otherFailure(model, config, result);
        };
    }

    private static Failure otherFailure(String model, String config, TlcResult result) {
        Optional<ToolMessage> configError = result.messages().stream()
                .filter(message -> message.code() >= 5001 && message.code() <= 5006)
                .findFirst();
        if (configError.isPresent()) {
            return new Failure(
                    FailureKind.CONFIG,
                    ErrorLine.ofConfig(config, configError.get().text()));
        }
        if (!result.complete()) {
            return new Failure(
                    FailureKind.KILLED,
                    model + ": TLC ended early (exit " + result.exitCode() + ")" + progress(result) + said(result));
        }
        return result.has(GENERAL)
                ? new Failure(FailureKind.EVALUATION, evaluationError(result))
                : new Failure(FailureKind.OTHER, model + ": exit " + result.exitCode() + ", " + firstError(result));
    }

    private static String evaluationError(TlcResult result) {
        for (int code : EVALUATION_CODES) {
            if (result.has(code)) {
                return ErrorLine.of(result.text(code), result.text(NESTED_EXPRESSIONS));
            }
        }
        return firstError(result);
    }

    private static String firstError(TlcResult result) {
        return result.errors().stream()
                .findFirst()
                .map(message -> ErrorLine.of(message.text()))
                .orElse("TLC gave no reason");
    }

    private static String progress(TlcResult result) {
        return result.progress().distinct() == 0
                ? ""
                : " after " + result.progress().distinct() + " distinct states";
    }

    /** What a JVM that could not start said, for example. */
    private static String said(TlcResult result) {
        return result.parserOutput().isBlank()
                ? ""
                : ": "
                        + ParserOutput.oneLine(
                                result.parserOutput().lines().findFirst().orElse(""));
    }
}
