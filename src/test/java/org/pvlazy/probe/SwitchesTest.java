package org.pvlazy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchesTest {
    @Test
    void v1_has_no_repair() {
        assertThat(repairsOf(Switches.V1)).isEmpty();
    }

    @Test
    void v2_has_the_repairs_that_its_change_log_names() {
        assertThat(repairsOf(Switches.V2)).containsExactly("fixMmCount", "fixFenceReturn");
    }

    @Test
    void repaired_has_every_repair() {
        assertThat(repairsOf(Switches.REPAIRED)).hasSameSizeAs(Switches.class.getRecordComponents());
    }

    private static List<String> repairsOf(Switches switches) {
        return Arrays.stream(Switches.class.getRecordComponents())
                .filter(component -> isOn(component, switches))
                .map(RecordComponent::getName)
                .toList();
    }

    private static boolean isOn(RecordComponent component, Switches switches) {
        try {
            return (boolean) component.getAccessor().invoke(switches);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
