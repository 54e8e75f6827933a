package org.pvlazy.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pvlazy.kvm.Stage.close;
import static org.pvlazy.kvm.Stage.disable;
import static org.pvlazy.kvm.Stage.enable;
import static org.pvlazy.kvm.Stage.exit;

import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Sanitizer.Splat;

class LeakDetectorTest {
    private final Stage stage = Stage.v2();

    @Test
    void everything_is_named_that_is_still_there() {
        stage.userspace(enable(), disable());

        assertThat(stage.leaks())
                .containsExactly(
                        "table 1 still allocated",
                        "table 2 still allocated",
                        "storage 1 still allocated",
                        "1 priv still allocated",
                        "mm_users is 2",
                        "mm_count is 3",
                        "the module has 1 references",
                        "3 pages not freed, first page 1 with refcount 1");
    }

    @Test
    void a_leak_is_reported_like_any_other_mistake() {
        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(new LeakDetector(stage.machine)::check)
                .satisfies(bug -> assertThat(bug.splat()).isEqualTo(Splat.LEAK))
                .withMessageStartingWith("LEAK: table 1 still allocated; mm_users is 1; ");
    }

    @Test
    void a_quiet_machine_has_no_leak() {
        stage.userspace(exit(), close());

        assertThatCode(new LeakDetector(stage.machine)::check).doesNotThrowAnyException();
    }

    @Test
    void a_priv_is_freed_once() {
        Privs privs = stage.machine.privs();
        DeferredPriv priv = privs.allocate();
        privs.free(priv);

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> privs.free(priv))
                .withMessage("DOUBLE_FREE: priv of configuration 0");
        assertThat(privs.allocated()).isZero();
    }
}
