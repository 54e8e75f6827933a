package org.pvlazy.tlc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.TlaParseException;
import org.pvlazy.tla.TlaParser;
import org.pvlazy.trace.TraceEnd;

/** Understands TLC's messages as they come in: progress, counts and the behaviour. */
final class OutputReader {
    private static final int INVARIANT_INITIAL = 2107;
    private static final int PROPERTY_INITIAL = 2108;
    private static final int DEPTH = 2194;
    private static final int COUNTS = 2199;
    private static final int PROGRESS = 2200;
    private static final int STATE = 2217;
    private static final int STUTTERING = 2218;
    private static final int BACK_TO_STATE = 2122;
    private static final int MOST_DIGITS = 18;

    // Without bounds a long line that is no count takes minutes.
    private static final Pattern COUNTS_TEXT = Pattern.compile(
            "(?:Progress\\((\\S{1,30}?)\\).*?: )?(\\S{1,30}) states generated.*?, (\\S{1,30}) distinct states found.*?, (\\S{1,30}) states left");
    private static final Pattern DEPTH_TEXT = Pattern.compile("search is (\\d{1,9})(?!\\d)");
    private static final Pattern STATE_TEXT =
            Pattern.compile("(\\d+): <([^>(]{0,200}?)(?:\\([^\\n]*| line [^\\n]*)?>\\s*(.*)", Pattern.DOTALL);
    private static final Pattern BACK_TEXT = Pattern.compile("(?<!\\d)([1-9]\\d{0,8}): Back to state");

    private final Consumer<Progress> listener;
    private final List<ToolMessage> messages = new ArrayList<>();
    private final List<Counterexample.Step> steps = new ArrayList<>();
    private final ToolFrameParser frames = new ToolFrameParser(this::message);
    private Progress progress = new Progress(0, 0, 0, 0);
    private TraceEnd end = new TraceEnd.Open();
    private @Nullable String unreadable;

    OutputReader(Consumer<Progress> listener) {
        this.listener = listener;
    }

    void line(String line) {
        frames.line(line);
    }

    TlcResult result(TlcResult.Ending ending, SpecFiles model, List<String> properties) {
        if (end instanceof TraceEnd.Lasso lasso && lasso.index() >= steps.size() && !steps.isEmpty()) {
            unreadable = "back to state " + (lasso.index() + 1) + " of " + steps.size();
        }
        if (unreadable != null) {
            messages.add(new ToolMessage(STATE, ToolMessage.WARNING, "counterexample not readable: " + unreadable));
        }
        Counterexample found = steps.isEmpty() || unreadable != null ? null : new Counterexample(steps, end);
        return new TlcResult(ending, progress, messages, frames.unframed(), found, model, properties);
    }

    private void message(ToolMessage message) {
        switch (message.code()) {
            case PROGRESS -> {
                counts(message.text());
                listener.accept(progress);
                return;
            }
            case COUNTS -> counts(message.text());
            case DEPTH -> depth(message.text());
            case STATE -> {
                state(message.text());
                return;
            }
            case STUTTERING -> end = new TraceEnd.Stuttering();
            case BACK_TO_STATE -> backTo(message.text());
            case INVARIANT_INITIAL, PROPERTY_INITIAL -> initial(message.text());
            default -> {}
        }
        messages.add(message);
    }

    private void counts(String text) {
        Matcher counts = COUNTS_TEXT.matcher(text);
        if (counts.find()) {
            String level = counts.group(1);
            progress = new Progress(
                    level == null ? progress.depth() : (int) number(level),
                    number(counts.group(2)),
                    number(counts.group(3)),
                    number(counts.group(4)));
        }
    }

    private void depth(String text) {
        Matcher depth = DEPTH_TEXT.matcher(text);
        if (depth.find()) {
            progress = new Progress(
                    Integer.parseInt(depth.group(1)), progress.generated(), progress.distinct(), progress.queued());
        }
    }

    private void state(String text) {
        Matcher state = STATE_TEXT.matcher(text);
        if (state.matches()) {
            add(state.group(2), state.group(3));
        } else {
            unreadable = ParserOutput.oneLine(text);
        }
    }

    /** The text of a violation in an initial state: a line that says so, then the state. */
    private void initial(String text) {
        int from = text.indexOf('\n');
        if (from >= 0) {
            add("Initial predicate", text.substring(from + 1));
        }
    }

    private void add(String action, String state) {
        try {
            steps.add(new Counterexample.Step(action, TlaParser.state(state)));
        } catch (TlaParseException e) {
            unreadable = "state " + (steps.size() + 1) + ", " + e.getMessage();
        }
    }

    private void backTo(String text) {
        Matcher back = BACK_TEXT.matcher(text);
        if (back.find()) {
            end = new TraceEnd.Lasso(Integer.parseInt(back.group(1)) - 1);
        }
    }

    /** Numbers come with separators. One that is too long is none. */
    static long number(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        return digits.isEmpty() || digits.length() > MOST_DIGITS ? 0 : Long.parseLong(digits);
    }
}
