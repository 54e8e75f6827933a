package org.pvlazy.uv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.KernelBug;
import org.pvlazy.probe.Sanitizer.Splat;
import org.pvlazy.probe.Step;

class UltravisorTest {
    private static final Step DESTROY = Step.K4_DESTROY_CONF;
    private static final Step IMPORT = Step.M1_MAKE_SECURE;
    private static final Step CLEAN = Step.P_DESTROY_UVC;

    private final OneAnswer environment = new OneAnswer();
    private final Sanitizer sanitizer = new Sanitizer();
    private final Ultravisor uv = new Ultravisor(2, 4, environment, sanitizer);

    @Test
    void create_takes_the_lowest_handle_and_marks_what_it_was_given() {
        assertThat(uv.createConfig(5, 7)).isEqualTo(new Created(1, new UvcResult(UvcResult.CC_OK, false)));

        assertThat(uv.state(1)).isEqualTo(ConfigState.ALIVE);
        assertThat(uv.asce(1)).isEqualTo(5);
        assertThat(uv.storage(1)).isEqualTo(7);
    }

    @Test
    void the_lowest_free_handle_is_given_out_again_too() {
        assertThat(uv.createConfig(1, 1).handle()).isEqualTo(1);
        assertThat(uv.createConfig(2, 2).handle()).isEqualTo(2);
        assertThat(uv.hasFreeHandle()).isFalse();
        assertThat(uv.createConfig(3, 3)).isEqualTo(new Created(0, new UvcResult(UvcResult.CC_ERROR, false)));

        uv.destroyConfig(1, DESTROY);
        assertThat(uv.hasFreeHandle()).isTrue();
        assertThat(uv.createConfig(1, 1).handle()).isEqualTo(1);
    }

    @Test
    void create_with_a_marked_table_is_refused_unless_the_ultravisor_is_busy() {
        uv.createConfig(1, 1);

        assertThat(uv.createConfig(1, 2).result().cc()).isEqualTo(UvcResult.CC_ERROR);
        environment.answer = Environment.UvcAnswer.BUSY;
        assertThat(uv.createConfig(1, 2).result().cc()).isEqualTo(UvcResult.CC_BUSY);
    }

    @Test
    void the_table_of_a_broken_configuration_stays_marked() {
        uv.createConfig(1, 1);
        environment.answer = Environment.UvcAnswer.ERROR;
        assertThat(uv.destroyConfig(1, DESTROY)).isEqualTo(UvcResult.CC_ERROR);
        environment.answer = Environment.UvcAnswer.OK;

        assertThat(uv.state(1)).isEqualTo(ConfigState.BROKEN);
        assertThat(uv.createConfig(1, 2).result().cc()).isEqualTo(UvcResult.CC_ERROR);
    }

    @Test
    void a_create_that_needs_destroy_leaves_a_configuration_behind() {
        environment.answer = Environment.UvcAnswer.NEED_DESTROY;

        assertThat(uv.createConfig(1, 1)).isEqualTo(new Created(1, new UvcResult(UvcResult.CC_ERROR, true)));
        assertThat(uv.state(1)).isEqualTo(ConfigState.ALIVE);
    }

    @Test
    void a_busy_ultravisor_does_nothing() {
        environment.answer = Environment.UvcAnswer.BUSY;
        assertThat(uv.createConfig(1, 1).result().cc()).isEqualTo(UvcResult.CC_BUSY);
        assertThat(uv.state(1)).isEqualTo(ConfigState.ABSENT);

        environment.answer = Environment.UvcAnswer.OK;
        uv.createConfig(1, 1);
        environment.answer = Environment.UvcAnswer.BUSY;
        assertThat(uv.createCpu(1, Step.C6_CREATE_CPUS)).isEqualTo(UvcResult.CC_BUSY);
        assertThat(uv.convertToSecure(1, 1, IMPORT)).isEqualTo(UvcResult.CC_BUSY);
        assertThat(uv.destroyConfig(1, DESTROY)).isEqualTo(UvcResult.CC_BUSY);
        assertThat(uv.owner(1)).isZero();
        assertThat(uv.state(1)).isEqualTo(ConfigState.ALIVE);
    }

    @Test
    void an_import_gives_page_and_clear_text_to_the_configuration() {
        uv.createConfig(1, 1);

        assertThat(uv.convertToSecure(1, 3, IMPORT)).isEqualTo(UvcResult.CC_OK);
        assertThat(uv.owner(3)).isEqualTo(1);
        assertThat(uv.secret(3)).isEqualTo(1);
    }

    @Test
    void a_foreign_page_is_not_imported() {
        uv.createConfig(1, 1);
        uv.createConfig(2, 2);
        uv.convertToSecure(1, 3, IMPORT);

        assertThat(uv.convertToSecure(2, 3, IMPORT)).isEqualTo(UvcResult.CC_ERROR);
        assertThat(uv.owner(3)).isEqualTo(1);
    }

    @Test
    void nothing_is_imported_into_what_is_not_alive() {
        assertThat(uv.convertToSecure(0, 3, IMPORT)).isEqualTo(UvcResult.CC_ERROR);
        assertThat(uv.convertToSecure(1, 3, IMPORT)).isEqualTo(UvcResult.CC_ERROR);
        assertThat(uv.createCpu(1, Step.C6_CREATE_CPUS)).isEqualTo(UvcResult.CC_ERROR);
    }

    @Test
    void a_page_is_destroyed_only_if_its_owner_has_no_cpu() {
        uv.createConfig(1, 1);
        uv.createCpu(1, Step.C6_CREATE_CPUS);
        uv.convertToSecure(1, 3, IMPORT);
        assertThat(uv.destroyPage(3, CLEAN)).isEqualTo(UvcResult.CC_ERROR);
        assertThat(uv.destroyPage(3)).isEqualTo(UvcResult.CC_ERROR);
        assertThat(uv.owner(3)).isEqualTo(1);

        uv.destroyCpu(1);
        assertThat(uv.destroyPage(3, CLEAN)).isEqualTo(UvcResult.CC_OK);
        assertThat(uv.owner(3)).isZero();
        assertThat(uv.secret(3)).isZero();
    }

    @Test
    void destroying_a_page_that_is_not_secure_succeeds() {
        assertThat(uv.destroyPage(3, CLEAN)).isEqualTo(UvcResult.CC_OK);
        assertThat(uv.destroyPage(3)).isEqualTo(UvcResult.CC_OK);
    }

    @Test
    void an_export_works_while_the_owner_has_cpus() {
        uv.createConfig(1, 1);
        uv.createCpu(1, Step.C6_CREATE_CPUS);
        uv.convertToSecure(1, 3, IMPORT);

        assertThat(uv.convertFromSecure(3)).isEqualTo(UvcResult.CC_OK);
        assertThat(uv.secure(3)).isFalse();
    }

    @Test
    void destroying_a_configuration_cleans_its_pages_and_removes_its_marks() {
        uv.createConfig(1, 1);
        uv.createConfig(2, 2);
        uv.convertToSecure(1, 2, IMPORT);
        uv.convertToSecure(1, 4, IMPORT);
        uv.convertToSecure(2, 3, IMPORT);

        assertThat(uv.destroyConfig(1, DESTROY)).isEqualTo(UvcResult.CC_OK);
        assertThat(uv.state(1)).isEqualTo(ConfigState.ABSENT);
        assertThat(uv.asce(1) + uv.storage(1)).isZero();
        assertThat(uv.owner(2) + uv.secret(4)).isZero();
        assertThat(uv.owner(3)).isEqualTo(2);
    }

    @Test
    void a_configuration_with_a_cpu_or_without_a_life_is_not_destroyed() {
        uv.createConfig(1, 1);
        uv.createCpu(1, Step.C6_CREATE_CPUS);
        assertThat(uv.destroyConfig(1, DESTROY)).isEqualTo(UvcResult.CC_ERROR);
        assertThat(uv.state(1)).isEqualTo(ConfigState.ALIVE);

        assertThat(uv.destroyCpu(1)).isEqualTo(UvcResult.CC_OK);
        assertThat(uv.destroyCpu(1)).isEqualTo(UvcResult.CC_ERROR);
        uv.destroyConfig(1, DESTROY);
        assertThat(uv.destroyConfig(1, DESTROY)).isEqualTo(UvcResult.CC_ERROR);
    }

    @Test
    void a_broken_configuration_may_be_destroyed_after_all() {
        uv.createConfig(1, 1);
        environment.answer = Environment.UvcAnswer.ERROR;
        uv.destroyConfig(1, DESTROY);
        environment.answer = Environment.UvcAnswer.OK;

        assertThat(uv.destroyConfig(1, DESTROY)).isEqualTo(UvcResult.CC_OK);
        assertThat(uv.state(1)).isEqualTo(ConfigState.ABSENT);
    }

    @Test
    void a_destroy_of_handle_zero_is_a_splat() {
        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> uv.destroyConfig(0, DESTROY))
                .withMessage("UVC_HANDLE_ZERO: DESTROY_SEC_CONF at K4_DESTROY_CONF")
                .satisfies(bug -> assertThat(bug.splat()).isEqualTo(Splat.UVC_HANDLE_ZERO));
        assertThat(sanitizer.first()).isNotNull();
    }

    @Test
    void the_exception_depends_on_who_touches_whose_page() {
        uv.createConfig(1, 1);
        uv.createConfig(2, 2);
        uv.convertToSecure(1, 3, IMPORT);

        assertThat(uv.exceptionFor(0, 4)).isEqualTo(ProgramCheck.NONE);
        assertThat(uv.exceptionFor(1, 3)).isEqualTo(ProgramCheck.NONE);
        assertThat(uv.exceptionFor(0, 3)).isEqualTo(ProgramCheck.SECURE_STORAGE_ACCESS);
        assertThat(uv.exceptionFor(1, 4)).isEqualTo(ProgramCheck.NON_SECURE_STORAGE_ACCESS);
        assertThat(uv.exceptionFor(2, 3)).isEqualTo(ProgramCheck.SECURE_STORAGE_VIOLATION);
    }

    @Test
    void an_owner_fits_into_a_byte() {
        assertThat(new Ultravisor(0, 1, environment, sanitizer).maxConfigs()).isZero();
        assertThat(new Ultravisor(255, 1, environment, sanitizer).maxConfigs()).isEqualTo(255);
        assertThatIllegalArgumentException().isThrownBy(() -> new Ultravisor(256, 1, environment, sanitizer));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ultravisor(-1, 1, environment, sanitizer));
    }

    @Test
    void the_last_handle_owns_pages_like_any_other() {
        Ultravisor large = new Ultravisor(255, 1, environment, sanitizer);
        for (int handle = 1; handle <= 255; handle++) {
            large.createConfig(handle, handle);
        }
        large.convertToSecure(255, 1, IMPORT);

        assertThat(large.owner(1)).isEqualTo(255);
        assertThat(large.secret(1)).isEqualTo(255);
    }
}
