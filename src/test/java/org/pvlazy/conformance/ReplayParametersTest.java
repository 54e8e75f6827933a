package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvlazy.conformance.ReplayParameters.Surroundings;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.probe.Switches;
import org.pvlazy.tla.TlaParseException;
import org.pvlazy.tla.TlaParser;
import org.pvlazy.tla.TlaValue;

class ReplayParametersTest {
    @Test
    void the_constants_of_a_model_are_sizes_switches_and_surroundings() {
        assertThat(ModelGraph.parameters("reboot-v2-batches"))
                .isEqualTo(new ReplayParameters(
                        ModelGraph.SLICE,
                        new MachineParameters(3, 2, 2, 1, true),
                        Switches.V2,
                        surroundings(true, 1, 0, Set.of())));
        assertThat(ModelGraph.parameters("v2-fail-path-references").environment())
                .isEqualTo(surroundings(false, 1, 1, Set.of("alloc", "kthread", "create", "cpus", "destroy")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NPages      | TRUE       | TRUE is not an integer",
                "MaxConfigs  | 4294967297 | integer overflow",
                "LazyDestroy | 1          | 1 is not a truth value",
                "FIX_MM_COUNT| \"yes\"    | \"yes\" is not a truth value",
                "Failures    | 3          | 3 is not a set",
                "Failures    | {1}        | 1 is not a string",
            })
    void a_constant_of_another_type_is_named(String constant, String value, String message) throws TlaParseException {
        Map<String, TlaValue> constants = new HashMap<>(ModelGraph.constants("reboot-v2"));
        constants.put(constant, TlaParser.value(value));
        assertThatThrownBy(() -> ReplayParameters.of(ModelGraph.SLICE, constants))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("constant " + constant + ": " + message);
    }

    @Test
    void sizes_that_make_no_machine_are_refused() {
        Map<String, TlaValue> constants = new HashMap<>(ModelGraph.constants("reboot-v2"));
        constants.put("NPages", TlaValue.of(0));
        assertThatThrownBy(() -> ReplayParameters.of(ModelGraph.SLICE, constants))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no machine has pages=0 lowPages=1 batchSize=1");
    }

    @Test
    void another_posting_changes_nothing_else() {
        ReplayParameters v2 = ModelGraph.parameters("reboot-v2");
        assertThat(v2.withSwitches(Switches.V1))
                .isEqualTo(new ReplayParameters(v2.slice(), v2.machine(), Switches.V1, v2.environment()));
    }

    private static Surroundings surroundings(boolean busyGuest, int reboots, int failures, Set<String> kinds) {
        return new Surroundings(
                Map.of(
                        "Ends",
                        true,
                        "Disables",
                        true,
                        "Guest",
                        busyGuest,
                        "OtherHostThreads",
                        busyGuest,
                        "Holders",
                        false,
                        "Reaper",
                        false,
                        "MayBeBusy",
                        busyGuest),
                Map.of("MaxReboots", reboots, "MaxFailures", failures),
                kinds);
    }
}
