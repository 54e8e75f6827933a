package org.pvlazy.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Assumptions;

/**
 * Chromium without a window, driven over its DevTools protocol. Where there is none the tests that want it are skipped, unless the environment
 * variable PVLAZY_BROWSER says {@code required}, as in CI.
 */
public final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final Path profile;
    private final Devtools devtools;

    private Browser(Process process, Path profile, Devtools devtools) {
        this.process = process;
        this.profile = profile;
        this.devtools = devtools;
    }

    /** Starts the browser, or gives the test up with a reason. */
    public static Browser open() throws IOException {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            assertThat(System.getenv("PVLAZY_BROWSER"))
                    .as("no Chromium on the PATH, and PVLAZY_BROWSER wants one")
                    .isNotEqualTo("required");
            Assumptions.abort("no Chromium on the PATH: the pages are not opened in a browser");
        }
        Path profile = Files.createTempDirectory("pvlazy-browser");
        Process process = new ProcessBuilder(
                        program.orElseThrow().toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        return new Browser(process, profile, Devtools.connect(HttpClient.newHttpClient(), address(process)));
    }

    /** A new page. */
    public Page page() {
        String target = devtools.call("", "Target.createTarget", parameters("url", "about:blank"))
                .get("targetId")
                .getAsString();
        JsonObject attach = parameters("targetId", target);
        attach.addProperty("flatten", true);
        return new Page(
                devtools,
                devtools.call("", "Target.attachToTarget", attach)
                        .get("sessionId")
                        .getAsString());
    }

    static JsonObject parameters(String name, String value) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty(name, value);
        return parameters;
    }

    private static Optional<Path> program() {
        return Stream.of(StringUtils.split(System.getenv("PATH"), File.pathSeparatorChar))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static URI address(Process process) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(LISTENING)) {
                drain(said);
                return URI.create(line.substring(LISTENING.length()));
            }
        }
        throw new IOException("the browser ended before it listened");
    }

    /** What it says later must not fill the pipe. */
    private static void drain(BufferedReader said) {
        Thread reader = new Thread(() -> said.lines().forEach(line -> {}), "browser-output");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void close() throws IOException {
        devtools.call("", "Browser.close", new JsonObject());
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(Browser::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
