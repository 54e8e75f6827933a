package org.pvlazy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.bench.Teardown.End;
import org.pvlazy.bench.TeardownResult.Charge;

/** What is counted does not depend on how long UVCs take; so they take no time here. */
class TeardownTest {
    private static final UvcCosts FREE = new UvcCosts(0, 0, 0);
    private static final int GIB = Teardown.PAGES_PER_GIBIBYTE;
    /** As many array pages hold the pages of one GiB, each of which costs the export of one page more. */
    private static final int ARRAYS = (GIB + 509) / 510;

    @ParameterizedTest
    @ValueSource(strings = {"v2", "repaired"})
    void an_eager_reboot_waits_for_every_page(String variant) throws InterruptedException {
        TeardownResult result = new Teardown(1, End.REBOOT, false, variant).run(FREE);
        assertThat(result.uvcs()).isEqualTo(new TeardownResult.Uvcs(GIB, 0));
        assertThat(result.held().peakReferences()).isEqualTo(32);
        assertThat(result.held().charged()).isEqualTo(GIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2", "repaired"})
    void a_lazy_reboot_waits_for_two_gibibytes_and_the_rest_is_cleaned_behind(String variant)
            throws InterruptedException {
        TeardownResult result = new Teardown(3, End.REBOOT, true, variant).run(FREE);
        assertThat(result.uvcs().critical()).isEqualTo(2L * GIB);
        // The kthread asks for every page again, and most of the first two GiB are not secure any more.
        assertThat(result.uvcs().background()).isEqualTo(3L * GIB);
        assertThat(result.nanos().all()).isGreaterThan(result.nanos().critical());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2", "repaired"})
    void an_eager_shutdown_exports_every_page(String variant) throws InterruptedException {
        TeardownResult result = new Teardown(1, End.SHUTDOWN, false, variant).run(FREE);
        assertThat(result.uvcs()).isEqualTo(new TeardownResult.Uvcs(GIB, 0));
        assertThat(result.held().peakArrays()).isZero();
        assertThat(result.held().charged()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2", "repaired"})
    void a_lazy_shutdown_exports_a_page_for_each_array_page_and_frees_the_rest_behind(String variant)
            throws InterruptedException {
        TeardownResult result = new Teardown(1, End.SHUTDOWN, true, variant).run(FREE);
        assertThat(result.uvcs()).isEqualTo(new TeardownResult.Uvcs(ARRAYS, GIB - ARRAYS));
        assertThat(result.held()).isEqualTo(new TeardownResult.Held(GIB - ARRAYS, ARRAYS, 0));
        assertThat(result.charge()).first().extracting(Charge::pages).isEqualTo(GIB);
        assertThat(result.charge()).last().extracting(Charge::pages).isEqualTo(0);
    }

    @Test
    void uvcs_keep_the_cpu_busy() throws InterruptedException {
        TeardownResult result = new Teardown(1, End.SHUTDOWN, true, "v2").run(new UvcCosts(0, 0, 1_000_000));
        assertThat(result.nanos().critical()).isGreaterThanOrEqualTo(ARRAYS * 1_000_000L);
    }

    @Test
    void the_limit_of_a_reboot_is_the_guest_over_two_gibibytes() {
        assertThat(new Teardown(1, End.REBOOT, true, "v2").rebootLimit()).isEqualTo(1);
        assertThat(new Teardown(64, End.REBOOT, true, "v2").rebootLimit()).isEqualTo(32);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> new Teardown(0, End.REBOOT, true, "v2"))
                .hasMessage("a guest has 1 to 1024 GiB, not 0");
        assertThatThrownBy(() -> new Teardown(1, End.REBOOT, true, "v3"))
                .hasMessage("unknown variant v3; there are v2 and repaired");
        assertThatThrownBy(() -> UvcCosts.parse("1,2")).hasMessage("UVC costs are three numbers, not 1,2");
        assertThatThrownBy(() -> UvcCosts.parse("3,2,1")).hasMessageContaining("nothing <= destroy <= export");
        assertThat(UvcCosts.parse("1, 2,3")).isEqualTo(new UvcCosts(1, 2, 3));
    }
}
