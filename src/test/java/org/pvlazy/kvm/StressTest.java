package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            round(lazyDestroy, seed);
        }
    }

    private static void round(boolean lazyDestroy, long seed) throws InterruptedException {
        MachineParameters parameters = new MachineParameters(600, 40, 8, 8, lazyDestroy);
        RandomEnvironment environment = new RandomEnvironment(seed, parameters.pages());
        Machine machine = new Machine(parameters, Switches.V2, Probe.NONE, environment);
        environment.run(machine);

        String replay = "replay with -Dtest=StressTest -Dpvlazy.seed=" + seed;
        assertThat(environment.failures()).as(replay).isEmpty();
        assertThat(machine.sanitizer().first()).as(replay).isNull();
        assertThat(new LeakDetector(machine).leaks()).as(replay).isEqualTo(List.of());
        assertThat(machine.mm().isProtected()).as(replay).isZero();
        for (int handle = 1; handle <= machine.uv().maxConfigs(); handle++) {
            assertThat(machine.uv().state(handle)).as(replay).isEqualTo(ConfigState.ABSENT);
        }
    }
}
