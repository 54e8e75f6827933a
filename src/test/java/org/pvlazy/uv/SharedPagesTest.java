package org.pvlazy.uv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Step;

class SharedPagesTest {
    private static final int PAGE = 1;
    private static final int FOREIGN = 2;

    private final OneAnswer environment = new OneAnswer();
    private Ultravisor uv = ultravisor(false);

    @BeforeEach
    void two_configurations_own_a_page_each() {
        begin(false);
    }

    private Ultravisor ultravisor(boolean featMisc) {
        return new Ultravisor(new Ultravisor.Features(2, 3, featMisc), environment, new Sanitizer());
    }

    private void begin(boolean featMisc) {
        uv = ultravisor(featMisc);
        uv.createConfig(1, 1);
        uv.createConfig(2, 2);
        assertThat(importInto(1, PAGE)).isEqualTo(UvcResult.CC_OK);
        assertThat(importInto(2, FOREIGN)).isEqualTo(UvcResult.CC_OK);
    }

    private int importInto(int handle, int page) {
        return uv.convertToSecure(handle, page, Step.M5_UVC);
    }

    @Test
    void what_is_shared_is_no_secret_until_it_is_taken_back() {
        assertThat(uv.share(1, PAGE)).isEqualTo(UvcResult.CC_OK);
        assertThat(uv.shared(PAGE)).isTrue();
        assertThat(uv.owner(PAGE)).isEqualTo(1);
        assertThat(uv.secret(PAGE)).isZero();

        assertThat(uv.unshare(1, PAGE)).isEqualTo(UvcResult.CC_OK);
        assertThat(uv.shared(PAGE)).isFalse();
        assertThat(uv.secret(PAGE)).isEqualTo(1);
    }

    @Test
    void nobody_shares_what_is_not_his() {
        assertThat(uv.share(1, FOREIGN)).isEqualTo(UvcResult.CC_ERROR);
        assertThat(uv.share(1, 3)).isEqualTo(UvcResult.CC_ERROR);
        assertThat(uv.share(0, 3)).isEqualTo(UvcResult.CC_ERROR);
        uv.share(2, FOREIGN);
        assertThat(uv.unshare(1, FOREIGN)).isEqualTo(UvcResult.CC_ERROR);
        assertThat(uv.unshare(0, 3)).isEqualTo(UvcResult.CC_ERROR);
        assertThat(uv.shared(FOREIGN)).isTrue();
    }

    @Test
    void a_shared_page_stops_nobody_but_another_protected_guest() {
        uv.share(1, PAGE);

        assertThat(uv.exceptionFor(0, PAGE)).isEqualTo(ProgramCheck.NONE);
        assertThat(uv.exceptionFor(1, PAGE)).isEqualTo(ProgramCheck.NONE);
        assertThat(uv.exceptionFor(2, PAGE)).isEqualTo(ProgramCheck.NON_SECURE_STORAGE_ACCESS);
        uv.unshare(1, PAGE);
        assertThat(uv.exceptionFor(0, PAGE)).isEqualTo(ProgramCheck.SECURE_STORAGE_ACCESS);
        assertThat(uv.exceptionFor(2, PAGE)).isEqualTo(ProgramCheck.SECURE_STORAGE_VIOLATION);
    }

    @Test
    void a_shared_page_is_not_imported_by_somebody_else() {
        uv.share(1, PAGE);

        assertThat(importInto(2, PAGE)).isEqualTo(UvcResult.CC_ERROR);
        assertThat(uv.owner(PAGE)).isEqualTo(1);
        assertThat(uv.shared(PAGE)).isTrue();
        assertThat(uv.featMisc()).isFalse();
    }

    @Test
    void with_the_feature_a_shared_page_goes_over_and_no_other() {
        begin(true);
        assertThat(uv.featMisc()).isTrue();
        assertThat(importInto(2, PAGE)).isEqualTo(UvcResult.CC_ERROR);

        uv.share(1, PAGE);
        assertThat(importInto(2, PAGE)).isEqualTo(UvcResult.CC_OK);
        assertThat(uv.owner(PAGE)).isEqualTo(2);
        assertThat(uv.secret(PAGE)).isEqualTo(2);
        assertThat(uv.shared(PAGE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"export", "destroy", "import", "destroy configuration"})
    void what_ends_the_secure_life_of_a_page_ends_sharing(String how) {
        uv.share(1, PAGE);
        switch (how) {
            case "export" -> uv.convertFromSecure(PAGE);
            case "destroy" -> uv.destroyPage(PAGE);
            case "import" -> importInto(1, PAGE);
            default -> uv.destroyConfig(1, Step.K4_DESTROY_CONF);
        }
        assertThat(uv.shared(PAGE)).isFalse();
    }

    @Test
    void a_shared_page_is_destroyed_only_if_its_owner_has_no_cpu() {
        uv.createCpu(1, Step.C6_CREATE_CPUS);
        uv.share(1, PAGE);

        assertThat(uv.destroyPage(PAGE)).isEqualTo(UvcResult.CC_ERROR);
        assertThat(uv.shared(PAGE)).isTrue();
    }
}
