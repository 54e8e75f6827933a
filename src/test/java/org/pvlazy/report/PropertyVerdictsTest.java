package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pvlazy.tlc.Model;

class PropertyVerdictsTest {
    private static final Model WIDE = Samples.model("reboot-v2", "exhaustive", null);
    private static final Model NARROW = Samples.model("reboot-v2-narrow", "exhaustive", null);
    private static final Model REPAIRED = Samples.model("reboot-repaired", "repaired", "exhaustive", null);
    private static final Model LIVE = Samples.model("live-repaired", "repaired", "liveness", null);
    private static final Model FINDING = Samples.model("v2-dirty", "counterexample", "Clean");
    private static final Model NEEDED = Samples.model("without-walk", "repaired", "necessity", "Clean");
    private static final Model WITNESS = Samples.model("witness-exit", "witness", "NeverExits");

    @TempDir
    private Path specs;

    @BeforeEach
    void write_the_configurations() throws IOException {
        Samples.config(specs, WIDE, "NPages = 2 FIX_WALK = FALSE Ends = TRUE", "Safe");
        Samples.config(specs, NARROW, "NPages = 1 FIX_WALK = FALSE Ends = FALSE Failures = {}", "Safe", "Clean");
        Samples.config(
                specs, REPAIRED, "NPages = 2 Failures = {\"b\", \"a\"} FIX_WALK = TRUE", "Typed", "Safe", "Clean");
        Samples.config(specs, LIVE, "NPages = 2", "Ends");
        Samples.config(specs, FINDING, "NPages = 1", "Clean", "Safe");
        Samples.config(specs, NEEDED, "NPages = 1 FIX_COUNT = TRUE FIX_WALK = FALSE Ends = FALSE", "Clean");
        Samples.config(specs, WITNESS, "NPages = 1", "NeverExits");
    }

    @Test
    void each_property_of_a_slice_is_a_row_and_each_model_that_passes_has_its_bounds() throws IOException {
        List<Model> models = List.of(WIDE, NARROW, FINDING, NEEDED, REPAIRED, LIVE, WITNESS);

        assertThat(PropertyTable.of(PropertyVerdicts.of(specs, models))).isEqualTo("""
                        ### Slice reboot

                        | property | v1 | v2 | repaired | the repairs that it needs |
                        |---|---|---|---|---|
                        | `Typed` | - | - | holds in `reboot-repaired` | |
                        | `Safe` | - | holds in every model | holds in `reboot-repaired` | |
                        | `Clean` | - | violated: [`v2-dirty`](../traces/counterexamples/v2-dirty.md); \
                        holds in `reboot-v2-narrow` | holds in `reboot-repaired` | `FIX_WALK` |
                        | `Ends` | - | - | holds in `live-repaired` | |

                        | model | variant | mode | distinct | bounds |
                        |---|---|---|---:|---|
                        | `reboot-v2` | v2 | exhaustive | 20,697 | NPages 2, Ends |
                        | `reboot-v2-narrow` | v2 | exhaustive | 20,697 | NPages 1 |
                        | `reboot-repaired` | repaired | exhaustive | 20,697 | NPages 2, Failures {a, b} |
                        | `live-repaired` | repaired | liveness | 20,697 | NPages 2 |

                        """);
    }

    @Test
    void the_models_that_do_not_check_a_property_are_named_if_they_are_fewer() throws IOException {
        Model third = Samples.model("reboot-v2-third", "exhaustive", null);
        Samples.config(specs, third, "NPages = 3", "Safe", "Clean");

        assertThat(PropertyTable.of(PropertyVerdicts.of(specs, List.of(WIDE, NARROW, third))))
                .contains("| `Clean` | - | holds in every model but `reboot-v2` | - | |");
    }

    @Test
    void where_it_is_violated_in_another_slice_is_said() throws IOException {
        Model holding = Samples.model("shutdown", "shutdown-v2", "v2", "exhaustive", null);
        Samples.config(specs, holding, "NPages = 3", "Clean", "Late");
        Model silent = Samples.model("pages", "pages-v1", "v1", "counterexample", "Clean");

        assertThat(PropertyTable.of(PropertyVerdicts.of(specs, List.of(FINDING, holding, silent))))
                .contains(
                        "| `Clean` | violated in slice pages "
                                + "| violated: [`v2-dirty`](../traces/counterexamples/v2-dirty.md) | - | |",
                        "| `Clean` | violated in slice pages | holds in `shutdown-v2`; violated in slice reboot | - | |",
                        "| `Clean` | violated: [`pages-v1`](../traces/counterexamples/pages-v1.md) "
                                + "| violated in slice reboot | - | |");
    }

    @Test
    void where_it_holds_in_another_slice_is_said_if_that_has_the_same_specification() throws IOException {
        Model same = Samples.model("shutdown", "shutdown-v2", "v2", "exhaustive", null);
        Samples.config(specs, same, "NPages = 3", "Safe", "Clean");
        Model other = in("MCOom", Samples.model("oom", "oom-repaired", "repaired", "exhaustive", null));
        Samples.config(specs, other, "NPages = 3", "Safe");

        assertThat(PropertyTable.of(PropertyVerdicts.of(specs, List.of(REPAIRED, same, other))))
                .contains(
                        "| `Safe` | - | holds in slice shutdown | holds in `reboot-repaired` | |",
                        "| `Safe` | - | holds in `shutdown-v2` | holds in slice reboot | |",
                        "| `Safe` | - | - | holds in `oom-repaired` | |");
    }

    private static Model in(String module, Model model) {
        return new Model(
                model.name(),
                model.slice(),
                model.variant(),
                module,
                model.cfg(),
                model.what(),
                model.mode(),
                model.expected(),
                model.property(),
                model.tlcExit(),
                model.distinct(),
                model.generated(),
                model.depth(),
                model.timeClass(),
                model.replay());
    }

    @Test
    void a_witness_and_a_missing_repair_are_no_verdict() throws IOException {
        assertThat(PropertyVerdicts.of(specs, List.of(NEEDED, WITNESS)).slices())
                .isEmpty();
    }
}
