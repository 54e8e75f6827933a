package org.pvlazy.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConfigEditTest {
    private static final String CONFIG = """
            SPECIFICATION Spec
            CONSTANTS
                NPages      = 2
                MaxReboots  = 0
                MayBeBusy   = TRUE
                Guest       = FALSE
                SharedPages = {4, 5}
                FIX_LOCK    = TRUE
            INVARIANTS
                TypeOK
                NoFreeWhileSecure
            """;

    @Test
    void a_claim_goes_with_its_line() {
        String less = ConfigEdit.without(CONFIG, "TypeOK");
        assertThat(less).isEqualTo(CONFIG.replace("    TypeOK\n", ""));
        assertThat(ConfigEdit.without(less, "NoFreeWhileSecure")).doesNotContain("INVARIANTS", "NoFree");
        assertThatThrownBy(() -> ConfigEdit.without(CONFIG, "Type")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_bounds_a_model_gets_smaller_and_switches_stay() {
        assertThat(ConfigEdit.shrunk(CONFIG).keySet())
                .containsExactly("NPages = 1", "MayBeBusy = FALSE", "SharedPages = {4}");
        assertThat(ConfigEdit.shrunk(CONFIG)).containsEntry("NPages = 1", CONFIG.replace("= 2", "= 1"));
    }
}
