package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pvlazy.probe.Switches;

class MachineParametersTest {
    @ParameterizedTest
    @CsvSource({"0, 0, 1", "1, -1, 1", "1, 2, 1", "1, 1, 0"})
    void sizes_that_make_no_machine_are_refused(int pages, int lowPages, int batchSize) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MachineParameters(pages, lowPages, batchSize, 1, true))
                .withMessage("no machine has pages=" + pages + " lowPages=" + lowPages + " batchSize=" + batchSize);
    }

    @Test
    void a_machine_begins_with_a_running_process_and_an_open_vm() {
        Machine machine = Stage.tiny(Switches.V2, true).machine;

        assertThat(machine.process().alive()).isTrue();
        assertThat(machine.process().lastIoctl()).isNull();
        assertThat(machine.kvm().fd()).isEqualTo(FdState.OPEN);
        assertThat(machine.gmap().table()).isEqualTo(1);
        assertThat(machine.gmap().listed(1)).isTrue();
        assertThat(machine.tables().allocated(1)).isTrue();
        assertThat(machine.uv().hasFreeHandle()).isTrue();
    }
}
