package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A copy of the project's specifications and traces that a test may damage, and the command line run on it. */
final class Sandbox {
    /** A model and a trace that take no time. */
    static final String FENCE = "v1-fence-kthread";

    private final Path home;

    Sandbox(Path folder) throws IOException {
        home = folder.resolve("home");
        for (String part : List.of("specs", "traces")) {
            copy(Path.of(part), home.resolve(part));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Path copy = to.resolve(from.relativize(each));
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy);
                }
            }
        }
    }

    Path path(String relative) {
        return home.resolve(relative);
    }

    Path trace(String model) {
        return path("traces/counterexamples/" + model + ".itf.json");
    }

    String read(String relative) throws IOException {
        return Files.readString(path(relative));
    }

    void write(String relative, String text) throws IOException {
        Files.writeString(path(relative), text);
    }

    /** Replaces the first {@code from}, which must be there. */
    void edit(String relative, String from, String to) throws IOException {
        editAfter(relative, "", from, to);
    }

    /** Replaces the first {@code from} after the first {@code mark}. */
    void editAfter(String relative, String mark, String from, String to) throws IOException {
        String text = read(relative);
        int at = text.indexOf(from, text.indexOf(mark));
        assertThat(at).as("%s in %s", from, relative).isNotNegative();
        write(relative, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    /** File and line of the first place with this text: {@code Lifecycle.tla:35}. */
    String place(String relative, String text) throws IOException {
        String before = read(relative).split(Pattern.quote(text), 2)[0];
        return path(relative).getFileName() + ":"
                + (1 + before.chars().filter(c -> c == '\n').count());
    }

    /** Every file below the home with its content: what must not change, and where nothing must be left behind. */
    Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                files.put(home.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    /** Runs a command on the copy. */
    Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.toString(), "--specs", path("specs").toString()));
        return pvlazy(all.toArray(String[]::new));
    }

    /** Runs a command that must fail: says so in one line, with this exit code, and leaves every file as it was. */
    void refuses(int exitCode, String complaint, String... arguments) throws IOException {
        Map<String, String> before = files();
        Run run = run(arguments);
        run.complains(exitCode, complaint);
        assertThat(files()).isEqualTo(before);
    }

    /** Runs the command line as it stands. */
    static Run pvlazy(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** What came of a command. */
    record Run(int exitCode, String out, String err) {
        /** The lines of standard error that are no narration. */
        List<String> complaints() {
            return err.lines()
                    .filter(line -> !line.matches("(check|replay|search) +[a-z0-9-]+(: .*)?"))
                    .toList();
        }

        /** It failed with one line that has this in it. */
        void complains(int expectedExitCode, String complaint) {
            assertThat(err).doesNotContain("Exception").doesNotContain("\tat ").doesNotContain("bug in pvlazy");
            assertThat(complaints())
                    .singleElement()
                    .asString()
                    .startsWith("pvlazy: ")
                    .contains(complaint);
            assertThat(exitCode).isEqualTo(expectedExitCode);
        }

        /** It succeeded and had nothing to complain about. */
        Run succeeds() {
            assertThat(complaints()).isEmpty();
            assertThat(exitCode).isZero();
            return this;
        }
    }
}
