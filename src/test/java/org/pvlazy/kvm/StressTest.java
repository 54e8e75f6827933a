package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Switches;
import org.pvlazy.uv.ConfigState;

/**
 * Free-running threads. The seed decides what every thread does, the scheduler of the host in which order; so a replay is another
 * run with the same work: {@code mvn test -Dtest=StressTest -Dpvlazy.seed=SEED}.
 */
class StressTest {
    private static final long SEED = Long.getLong("pvlazy.seed", 20210728);
    private static final int ROUNDS = 40;

    @Timeout(120)
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothing_is_left_behind_when_nothing_fails(boolean lazyDestroy) throws InterruptedException {
        rounds(new Play(parameters(lazyDestroy), Switches.V2, false, false));
    }

    @Timeout(120)
    @Test
    void what_one_vm_sets_aside_is_freed_as_posted() throws InterruptedException {
        rounds(new Play(parameters(true).withListCapacity(20), Switches.V2, false, false));
    }

    @Timeout(120)
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void two_repaired_vms_leave_nothing_behind_whatever_fails(boolean fails) throws InterruptedException {
        rounds(new Play(parameters(true).withVms(2).withListCapacity(20), Switches.REPAIRED, true, fails));
    }

    private static MachineParameters parameters(boolean lazyDestroy) {
        return new MachineParameters(600, 40, 8, 8, lazyDestroy);
    }

    /** With {@code others}, a holder of the mm and the OOM reaper are there, too. */
    private record Play(MachineParameters parameters, Switches switches, boolean others, boolean fails) {}

    private static void rounds(Play play) throws InterruptedException {
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            round(play, seed);
        }
    }

    private static void round(Play play, long seed) throws InterruptedException {
        RandomEnvironment environment = new RandomEnvironment(seed, play.parameters(), play.fails());
        Machine machine = new Machine(play.parameters(), play.switches(), Probe.NONE, environment);
        environment.run(machine, play.others());

        String replay = "replay with -Dtest=StressTest -Dpvlazy.seed=" + seed;
        assertThat(environment.failures()).as(replay).isEmpty();
        assertThat(machine.sanitizer().first()).as(replay).isNull();
        assertThat(new LeakDetector(machine).leaks()).as(replay).isEqualTo(List.of());
        int broken = 0;
        for (int handle = 1; handle <= machine.uv().maxConfigs(); handle++) {
            assertThat(machine.uv().state(handle)).as(replay).isNotEqualTo(ConfigState.ALIVE);
            broken += machine.uv().state(handle) == ConfigState.BROKEN ? 1 : 0;
        }
        assertThat(machine.mm().isProtected()).as(replay).isEqualTo(broken);
        assertThat(play.fails() || broken == 0).as(replay).isTrue();
    }
}
