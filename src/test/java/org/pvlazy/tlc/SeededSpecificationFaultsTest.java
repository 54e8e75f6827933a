package org.pvlazy.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvlazy.tlc.Verdict.Pass;
import org.pvlazy.tlc.Verdict.Violation;

/**
 * The properties can fail: a guard that is dropped, an update that is lost, an order that is swapped is noticed, and the property
 * that is violated says what is wrong.
 */
class SeededSpecificationFaultsTest {
    private static final int HEAP_MEGABYTES = 512;
    private static final TlcOptions OPTIONS = TlcOptions.defaults().withExtra("-lncheck", "final");
    private static final TlcPool POOL = new TlcPool(HEAP_MEGABYTES);

    @TempDir
    private Path folder;

    /** Each specification has its own list. */
    static Stream<SeededFault> faults() {
        return Stream.of(
                        LifecycleFaults.reboot(),
                        LifecycleFaults.failures(),
                        LifecycleFaults.shutdown(),
                        PageFaults.all(),
                        TableFaults.all(),
                        OomFaults.all())
                .flatMap(List::stream);
    }

    static Stream<SeededFault.Bounds> bounds() {
        return faults().map(SeededFault::bounds).distinct();
    }

    @AfterAll
    static void close() throws Exception {
        POOL.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_fault_violates_the_property_that_it_is_about(SeededFault fault) throws Exception {
        assertThat(judge(fault.seedInto(folder)))
                .isInstanceOfSatisfying(
                        Violation.class,
                        violation -> assertThat(violation.property()).isEqualTo(fault.property()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bounds")
    void without_a_fault_everything_holds(SeededFault.Bounds bounds) throws Exception {
        assertThat(judge(bounds.copyTo(folder))).isEqualTo(new Pass());
    }

    private static Verdict judge(SpecFiles files) throws IOException, InterruptedException {
        return Judge.judge(POOL.run(new TlcJob(files, OPTIONS), progress -> {}));
    }
}
