package org.pvlazy.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Divergence;
import org.pvlazy.conformance.ReplayOutcome;
import org.pvlazy.tlc.ModelOutcome;

/** What came of a run in the words that build servers know: a suite of cases, as Surefire writes them. */
public final class JUnitXml {
    private static final int DECIMALS = 3;

    private JUnitXml() {}

    /** How a case ended. */
    public enum Result {
        /** As it should. */
        PASSED(""),
        /** Otherwise. */
        FAILED("failure"),
        /** Nobody knows. */
        ERROR("error"),
        /** It did not count. */
        SKIPPED("skipped");

        private final String element;

        Result(String element) {
            this.element = element;
        }
    }

    /**
     * A case.
     *
     * @param group what it is one of: {@code model.reboot}
     * @param message what is wrong; its first line stands for all of it; null if nothing is
     */
    public record Case(
            String group,
            String name,
            double seconds,
            Result result,
            @Nullable String message) {
        /** It ended as it should. */
        public static Case passed(String group, String name, double seconds) {
            return new Case(group, name, seconds, Result.PASSED, null);
        }

        /** It did not. */
        public static Case failed(String group, String name, double seconds, String message) {
            return new Case(group, name, seconds, Result.FAILED, message);
        }

        /** It did not count. */
        public static Case skipped(String group, String name, String message) {
            return new Case(group, name, 0, Result.SKIPPED, message);
        }
    }

    /** A case for each model that was checked and each graph that was replayed. */
    public static List<Case> cases(RunReport report) {
        List<Case> cases = new ArrayList<>();
        report.models().forEach(outcome -> cases.add(of(outcome)));
        report.replays().forEach(replay -> cases.add(of(replay)));
        return cases;
    }

    private static Case of(ModelOutcome outcome) {
        Result result = outcome.failed() ? Result.ERROR : outcome.expected() ? Result.PASSED : Result.FAILED;
        return new Case(
                "model." + outcome.model().slice(),
                outcome.model().name(),
                outcome.seconds(),
                result,
                outcome.problem());
    }

    private static Case of(ReplayOutcome replay) {
        String group = "replay." + replay.variant();
        if (replay.conforms()) {
            return Case.passed(group, replay.model(), replay.seconds());
        }
        String message = replay.divergences().isEmpty()
                ? replay.edgesReplayed() + " of " + replay.edges() + " edges replayed"
                : replay.divergences().stream().map(Divergence::message).collect(Collectors.joining("\n"));
        return Case.failed(group, replay.model(), replay.seconds(), message);
    }

    /** The document. */
    public static String render(String suite, List<Case> cases) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite");
        attribute("name", suite, out);
        attribute("tests", Integer.toString(cases.size()), out);
        attribute("failures", count(cases, Result.FAILED), out);
        attribute("errors", count(cases, Result.ERROR), out);
        attribute("skipped", count(cases, Result.SKIPPED), out);
        attribute("time", seconds(cases.stream().mapToDouble(Case::seconds).sum()), out);
        out.append(">\n");
        cases.forEach(each -> append(suite, each, out));
        return out.append("</testsuite>\n").toString();
    }

    private static void append(String suite, Case each, StringBuilder out) {
        out.append("  <testcase");
        attribute("name", each.name(), out);
        attribute("classname", suite + "." + each.group(), out);
        attribute("time", seconds(each.seconds()), out);
        if (each.result() == Result.PASSED) {
            out.append("/>\n");
            return;
        }
        String message = String.valueOf(each.message());
        out.append(">\n    <").append(each.result().element);
        attribute("message", message.lines().findFirst().orElse(""), out);
        if (each.result() == Result.SKIPPED) {
            out.append("/>\n  </testcase>\n");
            return;
        }
        attribute("type", each.result().element, out);
        out.append('>').append(escaped(message, false)).append("</").append(each.result().element);
        out.append(">\n  </testcase>\n");
    }

    private static void attribute(String name, String value, StringBuilder out) {
        out.append(' ').append(name).append("=\"").append(escaped(value, true)).append('"');
    }

    /** What XML cannot say at all becomes a question mark. */
    private static String escaped(String text, boolean attribute) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n', '\t', '\r' -> out.append(attribute ? "&#" + c + ";" : Character.toString(c));
                default -> out.append(isCharacter(c) ? Character.toString(c) : "?");
            }
        });
        return out.toString();
    }

    private static boolean isCharacter(int c) {
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c >= ' ' && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }

    private static String count(List<Case> cases, Result result) {
        return Long.toString(
                cases.stream().filter(each -> each.result() == result).count());
    }

    private static String seconds(double seconds) {
        return BigDecimal.valueOf(seconds)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
