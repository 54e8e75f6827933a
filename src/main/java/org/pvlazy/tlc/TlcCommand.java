package org.pvlazy.tlc;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of children that run TLC. */
final class TlcCommand {
    private static final String SERVER = "org.pvlazy.tlc.embedded.TlcServer";

    private static final String SERIAL = "-XX:+UseSerialGC";
    private static final String PARALLEL = "-XX:+UseParallelGC";

    /** Above this the parallel collector pays off. */
    private static final int SMALL_HEAP_MEGABYTES = 1024;

    private TlcCommand() {}

    /** A JVM that checks one model and ends. */
    static List<String> once(TlcJob job, Path temporary) throws IOException {
        TlcOptions options = job.options();
        List<String> command = new ArrayList<>(List.of(java()));
        if (options.heapMegabytes() <= SMALL_HEAP_MEGABYTES) {
            // A small model is done before the optimising compiler pays: half the processor time on a run of 3 seconds.
            command.addAll(List.of(SERIAL, "-XX:TieredStopAtLevel=1"));
        } else {
            command.add(PARALLEL);
        }
        command.addAll(jvm(options, temporary));
        command.addAll(List.of("-cp", tools(options).toString(), "tlc2.TLC"));
        command.addAll(arguments(job, temporary.resolve("meta")));
        return command;
    }

    /** A JVM that checks models of one root module until its standard input ends. */
    static List<String> server(TlcOptions options, Path temporary, String... more) throws IOException {
        boolean large = options.heapMegabytes() > SMALL_HEAP_MEGABYTES;
        List<String> command = new ArrayList<>(List.of(java(), large ? PARALLEL : SERIAL));
        command.addAll(jvm(options, temporary));
        command.addAll(List.of(more));
        String own = path(IsolatedTlc.ownLocation()).toString();
        String tools = tools(options).toString();
        command.addAll(List.of("-cp", own.equals(tools) ? own : own + File.pathSeparator + tools));
        command.add(SERVER);
        return command;
    }

    /** What TLC is told about a model. */
    static List<String> arguments(TlcJob job, Path metadata) {
        TlcOptions options = job.options();
        SpecFiles model = job.model();
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-tool", "-fp", "0", "-workers", Integer.toString(options.workers())));
        arguments.addAll(List.of("-metadir", metadata.toString()));
        if (!options.deadlock()) {
            // TLC's option of this name switches the check off.
            arguments.add("-deadlock");
        }
        arguments.addAll(List.of("-config", model.config() + ".cfg"));
        arguments.addAll(options.extra());
        arguments.add(model.moduleFile().toString());
        return arguments;
    }

    private static List<String> jvm(TlcOptions options, Path temporary) {
        return List.of(
                "-Xmx" + options.heapMegabytes() + "m",
                // Two JVMs would overwrite each other's copies of the standard modules.
                "-Djava.io.tmpdir=" + temporary,
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"))
                .resolve("bin")
                .resolve("java")
                .toString();
    }

    private static Path tools(TlcOptions options) throws IOException {
        Path given = options.tools();
        if (given != null) {
            if (!Files.isRegularFile(given)) {
                throw new IOException("no such file: " + given);
            }
            return given.toAbsolutePath();
        }
        return path(IsolatedTlc.tlcLocation());
    }

    private static Path path(URL location) {
        try {
            return Path.of(location.toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
