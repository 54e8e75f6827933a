package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecHashTest {
    @TempDir
    private Path folder;

    private SpecFiles files = new SpecFiles(Path.of("."), "MC", "MC");

    @BeforeEach
    void write_a_model_of_four_files() throws IOException {
        write("MC.tla", "---- MODULE MC ----\nEXTENDS Naturals,\n  Core\n====\n");
        write("Core.tla", "---- MODULE Core ----\n\\* EXTENDS Other\nM == INSTANCE Mem WITH a <- 1\n====\n");
        write("Mem.tla", "---- MODULE Mem ----\n====\n");
        write("Other.tla", "---- MODULE Other ----\n====\n");
        write("MC.cfg", "SPECIFICATION Spec\n");
        files = new SpecFiles(folder, "MC.tla", "MC.cfg");
    }

    @Test
    void it_covers_what_the_root_module_needs() throws IOException {
        assertThat(SpecHash.fileNames(files)).containsExactly("Core.tla", "MC.cfg", "MC.tla", "Mem.tla");
        assertThat(SpecHash.of(files)).matches("[0-9a-f]{64}");
    }

    @Test
    void it_changes_with_every_file_it_covers_and_no_other() throws IOException {
        String before = SpecHash.of(files);
        write("Other.tla", "---- MODULE Other ----\nx == 1\n====\n");
        assertThat(SpecHash.of(files)).isEqualTo(before);
        write("Mem.tla", "---- MODULE Mem ----\nx == 1\n====\n");
        assertThat(SpecHash.of(files)).isNotEqualTo(before);
    }

    @Test
    void the_kind_of_line_end_does_not_count() throws IOException {
        String before = SpecHash.of(files);
        write("Mem.tla", "---- MODULE Mem ----\r\n====\r\n");
        assertThat(SpecHash.of(files)).isEqualTo(before);
    }

    @Test
    void a_missing_root_or_configuration_is_an_error() {
        assertThatThrownBy(() -> SpecHash.of(new SpecFiles(folder, "Gone", "MC")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> SpecHash.of(new SpecFiles(folder, "MC", "Gone")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
