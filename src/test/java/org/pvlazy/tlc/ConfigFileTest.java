package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    private Path folder;

    @Test
    void properties_stand_under_either_keyword_and_comments_do_not_count() throws IOException {
        Path config = Files.writeString(
                folder.resolve("M.cfg"),
                "SPECIFICATION Spec\nPROPERTIES A, B \\* C\n(* PROPERTY D *)\nINVARIANT I\nPROPERTY E\n",
                StandardCharsets.UTF_8);
        assertThat(ConfigFile.properties(config)).containsExactly("A", "B", "E");
    }

    @Test
    void invariants_and_properties_are_claims_in_the_order_of_the_file() throws IOException {
        Path config = Files.writeString(
                folder.resolve("M.cfg"),
                "INVARIANTS\n  I \\* first\n  J\nCONSTANTS N = 2\nPROPERTY A\nINVARIANT K\nINIT Init\n",
                StandardCharsets.UTF_8);
        assertThat(ConfigFile.claims(config)).containsExactly("I", "J", "A", "K");
    }

    @Test
    void a_configuration_that_is_missing_has_none() throws IOException {
        assertThat(ConfigFile.properties(folder.resolve("gone.cfg"))).isEmpty();
    }
}
