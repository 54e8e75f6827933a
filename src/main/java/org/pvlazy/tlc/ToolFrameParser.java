package org.pvlazy.tlc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes TLC's output under {@code -tool} apart, line by line. Frames can nest, and can begin in the middle of a line; what
 * stands outside of frames comes from the parser of specifications.
 */
final class ToolFrameParser {
    private static final Pattern MARK =
            Pattern.compile("@!@!@(?:STARTMSG (\\d{1,9})(?::(\\d{1,9}))?|ENDMSG (\\d{1,9})) @!@!@");

    private final Consumer<ToolMessage> messages;
    private final StringBuilder unframed = new StringBuilder();
    private final Deque<Frame> open = new ArrayDeque<>();

    ToolFrameParser(Consumer<ToolMessage> messages) {
        this.messages = messages;
    }

    /** The next line, without its end. */
    void line(String line) {
        Matcher mark = MARK.matcher(line);
        int from = 0;
        while (mark.find()) {
            text(line.substring(from, mark.start()), false);
            if (mark.group(1) != null) {
                String severity = mark.group(2);
                open.push(
                        new Frame(Integer.parseInt(mark.group(1)), severity == null ? 0 : Integer.parseInt(severity)));
            } else {
                end(Integer.parseInt(mark.group(3)));
            }
            from = mark.end();
        }
        // A mark at the end of a line takes the line end along, outside of frames.
        text(line.substring(from), from == 0 || from < line.length() || isInsideFrame());
    }

    /** What was printed outside of frames. */
    String unframed() {
        return unframed.toString();
    }

    /** Whether a frame has begun that has not ended. */
    boolean isInsideFrame() {
        return !open.isEmpty();
    }

    private void text(String text, boolean lineEnd) {
        Frame frame = open.peek();
        StringBuilder to = frame == null ? unframed : frame.text;
        to.append(text);
        if (lineEnd) {
            to.append('\n');
        }
    }

    private void end(int code) {
        Frame frame = open.peek();
        if (frame == null || frame.code != code) {
            return;
        }
        open.pop();
        String text = frame.text.toString().strip();
        messages.accept(new ToolMessage(code, frame.severity, text));
        Frame outer = open.peek();
        if (outer != null) {
            outer.text.append(text);
        }
    }

    private static final class Frame {
        final int code;
        final int severity;
        final StringBuilder text = new StringBuilder();

        Frame(int code, int severity) {
            this.code = code;
            this.severity = severity;
        }
    }
}
