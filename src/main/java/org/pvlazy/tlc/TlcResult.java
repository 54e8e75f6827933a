package org.pvlazy.tlc;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run of TLC said.
 *
 * @param ending how the process ended
 * @param progress the last counts it gave; all zero if it gave none
 * @param messages all framed messages but states and progress, in order
 * @param parserOutput what was printed outside of frames
 * @param counterexample the behaviour it printed, if any
 * @param model the model
 * @param properties the names under PROPERTY in the configuration
 */
public record TlcResult(
        Ending ending,
        Progress progress,
        List<ToolMessage> messages,
        String parserOutput,
        @Nullable Counterexample counterexample,
        SpecFiles model,
        List<String> properties) {
    private static final int VERSION = 2262;
    private static final int FINISHED = 2186;

    private static final int MODE = 2187;
    private static final Pattern WORKERS = Pattern.compile("with (\\d{1,9}) workers? on");

    /** SerialGC is our choice for small models; TLC advises against it each time. */
    private static final int COLLECTOR_ADVICE = 2401;

    /**
     * How the process ended.
     *
     * @param timedOut whether it was destroyed because its time was up
     */
    public record Ending(int exitCode, Duration elapsed, boolean timedOut) {}

    /** Copies the lists. */
    public TlcResult {
        messages = List.copyOf(messages);
        properties = List.copyOf(properties);
    }

    /** This with other counts. */
    TlcResult withProgress(Progress counts) {
        return new TlcResult(ending, counts, messages, parserOutput, counterexample, model, properties);
    }

    /** TLC's exit code. */
    public int exitCode() {
        return ending.exitCode();
    }

    /** The wall time of the run in seconds. */
    public double seconds() {
        return ending.elapsed().toMillis() / 1000.0;
    }

    /** What TLC calls itself; empty if it did not come that far. */
    public String version() {
        return text(VERSION);
    }

    /** With how many threads TLC says that it explores; 1 if it does not. */
    public int workers() {
        Matcher workers = WORKERS.matcher(text(MODE));
        return workers.find() ? Integer.parseInt(workers.group(1)) : 1;
    }

    /** Whether TLC said that it has finished. */
    public boolean complete() {
        return has(FINISHED);
    }

    /** The messages that report errors. */
    public List<ToolMessage> errors() {
        return messages.stream().filter(ToolMessage::isError).toList();
    }

    /** The warnings, one line each. */
    public List<String> warnings() {
        return messages.stream()
                .filter(message -> message.severity() == ToolMessage.WARNING && message.code() != COLLECTOR_ADVICE)
                .map(message -> ParserOutput.oneLine(message.text()))
                .toList();
    }

    /** Whether there is a message with this code. */
    public boolean has(int code) {
        return messages.stream().anyMatch(message -> message.code() == code);
    }

    /** The text of the first message with this code; empty if there is none. */
    public String text(int code) {
        return messages.stream()
                .filter(message -> message.code() == code)
                .findFirst()
                .map(ToolMessage::text)
                .orElse("");
    }
}
