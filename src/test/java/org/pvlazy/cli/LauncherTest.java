package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script at the root, with a java that only says how it is called. */
@EnabledOnOs(OS.LINUX)
class LauncherTest {
    private static final String JAVA = """
            #!/bin/sh
            printf '%s|' "$LC_ALL" "$@"
            """;

    @TempDir
    private Path folder;

    private Path home = Path.of("");

    @BeforeEach
    void copy_the_script() throws IOException {
        home = Files.createDirectories(folder.resolve("a 'b' \"c\""));
        Files.copy(Path.of("pvlazy"), home.resolve("pvlazy"));
        Files.createDirectories(home.resolve("src/main"));
        Files.createFile(home.resolve("pom.xml"));
        Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
        assertThat(Files.writeString(java, JAVA).toFile().setExecutable(true)).isTrue();
        Files.createFile(Files.createDirectories(home.resolve("target")).resolve("pvlazy-all.jar"));
    }

    private List<String> run(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("pvlazy").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("LC_ALL");
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        String said = new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return List.of(said.split("\\|"));
    }

    @Test
    void arguments_arrive_as_they_are_whatever_the_folder_is_called() throws IOException {
        assertThat(run(Map.of("LC_ALL", "C.UTF-8"), "show", "a 'b'", "\"c\nd\"", "*"))
                .contains("-Dpvlazy.home=" + home, home + "/target/pvlazy-all.jar")
                .endsWith("show", "a 'b'", "\"c\nd\"", "*");
    }

    /** Java cannot name a file with a letter that the locale does not have. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "tr_TR", "no such locale"})
    void files_of_any_name_can_be_named_in_a_locale_without_utf_8(String locale) throws IOException {
        assertThat(run(Map.of("LC_ALL", locale))).startsWith("C.UTF-8");
    }

    @Test
    void a_locale_with_utf_8_stays() throws IOException {
        assertThat(run(Map.of("LANG", "C.UTF-8"))).startsWith("");
    }

    @Test
    void a_machine_without_home_will_do() throws IOException {
        assertThat(run(Map.of("HOME", "", "LC_ALL", "C"), "--version")).endsWith("--version");
    }
}
