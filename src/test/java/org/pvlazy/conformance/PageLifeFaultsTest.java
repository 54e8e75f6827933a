package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvlazy.kvm.ImportState;
import org.pvlazy.kvm.Machine;
import org.pvlazy.probe.Step;

/** Faults put into imports, handlers, reclaim and the cleaner: each is found, and the report names what is wrong. */
class PageLifeFaultsTest {
    /** The models have one page. */
    private static final int PAGE = 1;

    private static ModelGraph reclaim;
    private static ModelGraph process;
    private static ModelGraph feature;

    @BeforeAll
    static void build_the_graphs() {
        // As posted: one guest CPU, reclaim, a busy Ultravisor.
        reclaim = ModelGraph.of("pages-v2-reclaim");
        // Repaired: one guest CPU, and the other process.
        process = ModelGraph.of("pages-repaired-process");
        // Repaired: two guest CPUs that share pages, and the feature bit.
        feature = ModelGraph.of("pages-repaired-feature");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "import without PG_arch_1",
                        "flag",
                        Step.M5_UVC,
                        (m, f) -> m.memmap().clearArch1(PAGE)),
                fault(
                        "page unfrozen before the UVC",
                        "frozen",
                        Step.M5_UVC,
                        (m, f) -> m.memmap().unfreeze(PAGE, m.memmap().references(PAGE))),
                fault(
                        "freeze at whatever the count is",
                        "frozen",
                        Step.M3_FREEZE,
                        (m, f) -> Sabotage.call(
                                Objects.requireNonNull(f),
                                "setExpected",
                                m.memmap().references(PAGE))),
                fault(
                        "page lock dropped before the freeze",
                        "plock",
                        Step.M3_EXPECTED_REFS,
                        (m, f) -> m.memmap().locks().unlock(PAGE)),
                fault(
                        "export before import clears the flag",
                        "flag",
                        Step.M3_EXPECTED_REFS,
                        (m, f) -> m.memmap().clearArch1(PAGE)),
                fault("local_drain forgotten", "imp", Step.M1_LOCK_PAGE, PageLifeFaultsTest::forgetDrain),
                fault(
                        "0x3d handler without a reference",
                        "ref",
                        Step.AC_TEST_FLAG,
                        (m, f) -> m.memmap().putPage(PAGE)),
                fault(
                        "0x3d handler keeps its reference",
                        "ref",
                        Step.AC_PUT,
                        (m, f) -> m.memmap().getPage(PAGE)),
                fault(
                        "0x3d handler leaves the flag",
                        "flag",
                        Step.AC_PUT,
                        (m, f) -> m.memmap().setArch1(PAGE)),
                fault(
                        "0x3f handler keeps a reference",
                        "ref",
                        Step.SV_PUT,
                        (m, f) -> m.memmap().getPage(PAGE)),
                fault(
                        "0x3f handler exports without trying to destroy",
                        "owner",
                        Step.SV_FOLLOW_PAGE,
                        (m, f) -> m.uv().convertFromSecure(PAGE)),
                fault(
                        "reclaim keeps its reference",
                        "ref",
                        Step.RC_PUT,
                        (m, f) -> m.memmap().getPage(PAGE)),
                fault("reclaim exports nothing", "owner", Step.RC_CLEAR_FLAG, PageLifeFaultsTest::importAgain),
                fault(
                        "reclaim clears the PTE last",
                        "mapped",
                        Step.RC_EXPORT_UVC,
                        (m, f) -> Sabotage.call(m.mm(), "setPte", PAGE)),
                Arguments.of("flag cleared in one step with the export", "flag", Sabotage.merging(Step.AC_CLEAR_FLAG)),
                Arguments.of("flag set in one step with the freeze", "flag", Sabotage.merging(Step.M4_SET_FLAG)),
                Arguments.of("count and freeze in one step", "frozen", Sabotage.merging(Step.M3_FREEZE)),
                Arguments.of("guest CPU that does not leave the kernel", "pc", Sabotage.stubbornGuestCpu()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_fault_makes_the_replay_diverge(String name, String what, MachineFactory fault) {
        assertIsFound(reclaim, what, fault);
    }

    static Stream<Arguments> leftOut() {
        return Stream.of(
                Arguments.of("fixLockMapped", "ptl", process),
                Arguments.of("fixFreezeBias", "qmapped", process),
                Arguments.of("fixRecount", "frozen", process),
                Arguments.of("fixExportFlagged", "pc", feature));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leftOut")
    void so_does_a_repair_that_is_left_out(String repair, String what, ModelGraph model) {
        assertIsFound(model, what, Sabotage.without(repair));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(
                        "page cache not counted",
                        "frozen",
                        process,
                        Sabotage.in(
                                Step.M3_FREEZE, (m, f) -> Sabotage.call(Objects.requireNonNull(f), "setExpected", 2))),
                Arguments.of(
                        "sharing outlives the destroy",
                        "shared",
                        feature,
                        Sabotage.in(
                                Step.P_CLEAR_FLAG,
                                (m, f) -> Sabotage.call(Sabotage.get(m.uv(), "pages"), "share", PAGE))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void so_does_one_with_another_process_or_with_shared_pages(
            String name, String what, ModelGraph model, MachineFactory fault) {
        assertIsFound(model, what, fault);
    }

    private static void assertIsFound(ModelGraph model, String what, MachineFactory fault) {
        Divergence divergence = Objects.requireNonNull(
                model.replay(fault, new BitSet()), "every edge was replayed and nothing differed");
        assertThat(divergence.what()).as(divergence.message()).isEqualTo(what);
        assertThat(divergence.specSource()).matches("Page\\w+\\.tla:\\d+");
        assertThat(divergence.javaSource()).contains(".java:");
    }

    private static void forgetDrain(Machine machine, @Nullable Object frame) throws ReflectiveOperationException {
        if (frame instanceof ImportState state) {
            Sabotage.set(state, "drained", false);
        }
    }

    private static void importAgain(Machine machine, @Nullable Object frame) {
        int handle = machine.kvm().pvHandle();
        int unused = handle == 0 ? 0 : machine.uv().convertToSecure(handle, PAGE, Step.RC_CLEAR_FLAG);
    }

    private static Arguments fault(String name, String what, Step step, Sabotage.Deed deed) {
        return Arguments.of(name, what, Sabotage.in(step, deed));
    }
}
