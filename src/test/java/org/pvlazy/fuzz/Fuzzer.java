package org.pvlazy.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a parser with damaged inputs. Each must be taken, or refused with one of the exceptions that the parser documents, whose message is
 * one line and names a place; nothing else may be thrown, and none may take long.
 *
 * <p>{@code mvn test -Dpvlazy.fuzz=100000 -Dpvlazy.fuzz.seed=7 -Dtest=*FuzzTest} feeds more of them, and others.
 */
public final class Fuzzer {
    private static final int INPUTS = Integer.getInteger("pvlazy.fuzz", 250);
    private static final long SEED = Long.getLong("pvlazy.fuzz.seed", 1);
    private static final long SECONDS = 10;

    private final List<Class<? extends Exception>> refusals = new ArrayList<>();
    private final Pattern place;

    private Fuzzer(String place) {
        this.place = Pattern.compile(place);
    }

    /** What is tested: it reads an input. */
    @FunctionalInterface
    public interface Parser {
        /** Reads it. */
        void parse(byte[] input) throws Exception;
    }

    /** A fuzzer for parsers that take everything. */
    public static Fuzzer taking() {
        return new Fuzzer("");
    }

    /** A fuzzer for parsers that refuse with this exception and name a place like that. */
    public static Fuzzer refusing(String place, Class<? extends Exception> refusal) {
        return new Fuzzer(place).or(refusal);
    }

    /** The same, for parsers with another exception beside that. */
    public Fuzzer or(Class<? extends Exception> refusal) {
        refusals.add(refusal);
        return this;
    }

    /** Feeds a parser with good inputs, which it must take, and then with damaged ones. */
    public void feed(List<byte[]> good, Parser parser) {
        List<String> texts = good.stream()
                .map(each -> new String(each, StandardCharsets.ISO_8859_1))
                .toList();
        Damage damage = new Damage(texts, SEED);
        Thread[] reader = new Thread[1];
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> reader[0] = new Thread(task, "reader"));
        try {
            for (String text : texts) {
                Throwable thrown = thrown(thread, parser, text);
                if (thrown != null) {
                    throw new AssertionError("a good input is refused: " + shown(text), thrown);
                }
            }
            for (int i = 0; i < INPUTS; i++) {
                String text = damage.next();
                Throwable thrown = thrown(thread, parser, text);
                if (thrown instanceof TimeoutException) {
                    // Where it is stuck says more than who waits for it.
                    thrown.setStackTrace(reader[0].getStackTrace());
                }
                String problem = thrown == null ? null : problem(thrown);
                if (problem != null) {
                    throw new AssertionError(
                            "input " + i + " of seed " + SEED + ": " + problem + "\n" + shown(text), thrown);
                }
            }
        } finally {
            thread.shutdownNow();
        }
    }

    private @Nullable String problem(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (refusals.stream().noneMatch(refusal -> refusal.isInstance(thrown))) {
            return "throws " + thrown;
        } else if (message.lines().count() != 1) {
            return "a message of " + message.lines().count() + " lines: " + message;
        }
        return place.matcher(message).lookingAt() ? null : "a message that names no place: " + message;
    }

    private static @Nullable Throwable thrown(ExecutorService thread, Parser parser, String text) {
        Future<?> done = thread.submit(() -> {
            parser.parse(text.getBytes(StandardCharsets.ISO_8859_1));
            return null;
        });
        try {
            done.get(SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            return e;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a literal of Java, for a test of its own; what is very long is cut. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder("\"");
        for (char c : text.substring(0, Math.min(text.length(), 3000)).toCharArray()) {
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '"', '\\' -> shown.append('\\').append(c);
                default -> shown.append(c >= ' ' && c <= '~' ? String.valueOf(c) : "\\u%04x".formatted((int) c));
            }
        }
        return shown.append('"').toString();
    }
}
