package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pvlazy.conformance.Recording.Origin;
import org.pvlazy.kvm.Machine;
import org.pvlazy.tlc.GraphBuilder;
import org.pvlazy.tlc.GraphOptions;

/**
 * The faults that a replay finds are found in recordings of free threads, too: in one of a thousand, and mostly in one of the first.
 */
@Tag("slow")
class RecordedFaultsTest {
    private static final int RUNS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Map<String, RecordingJudge> JUDGES = new ConcurrentHashMap<>();

    /** What a recording does not show, with the reason: it knows values at the end, and before that only what steps depend on. */
    static final Map<String, String> UNSEEN = Map.of(
            "page unfrozen before the UVC",
            "whoever takes a reference waits for the PTE lock, which the import holds until it unfreezes the page",
            "export before import clears the flag",
            "a later step under the same locks sets it again",
            "0x3f handler exports without trying to destroy",
            "the destroy that follows leaves the page without an owner, too, and nobody depends on when");

    @AfterAll
    static void forget() {
        JUDGES.clear();
    }

    private static RecordingJudge judge(String model) {
        return JUDGES.computeIfAbsent(
                model,
                name -> new RecordingJudge(
                        GraphBuilder.build(ModelGraph.files(name), GraphOptions.strict()),
                        ModelGraph.parameters(name).slice()));
    }

    private static boolean accepts(String model, MachineFactory machines, int seed) {
        Recorder recorder = new Recorder(ModelGraph.parameters(model), machines, PATIENCE);
        return judge(model)
                .judge(recorder.record(new Origin(model, "any", "hash", seed)))
                .accepted();
    }

    /** The first of so many runs that is rejected. */
    static OptionalInt firstRejected(String model, MachineFactory machines) {
        return IntStream.range(0, RUNS)
                .filter(seed -> !accepts(model, machines, seed))
                .findFirst();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                        in("v2-holder-set-aside", ShutdownFaultsTest.faults().filter(fault -> !needsReaper(fault))),
                        in("shutdown-v2-reaper", ShutdownFaultsTest.faults().filter(RecordedFaultsTest::needsReaper)),
                        in("reboot-v2-fence", SeededFaultsTest.faultsOfTheSynchronousPath()),
                        in("pages-v2-reclaim", PageLifeFaultsTest.faults()),
                        in("tables-v2", SeededTableFaultsTest.faults()),
                        in("tables-repaired", SeededTableFaultsTest.faultsOfTheRepairs()),
                        in("oom-v2-rounds", SeededOomFaultsTest.faults()),
                        in("oom-repaired-rounds", SeededOomFaultsTest.faultsOfTheRepair()),
                        Stream.of(
                                repair("fixLockMapped", "pages-repaired-process"),
                                repair("fixFreezeBias", "pages-repaired-process"),
                                repair("fixRecount", "pages-repaired-process"),
                                repair("fixExportFlagged", "pages-repaired-feature")))
                .flatMap(each -> each)
                .filter(fault -> !UNSEEN.containsKey(String.valueOf(fault.get()[0])));
    }

    /** The list is empty at the last close if the pages have gone before: more often where a reaper takes them. */
    private static boolean needsReaper(Arguments fault) {
        return fault.get()[0].equals("priv leaked where the list is empty");
    }

    private static Stream<Arguments> in(String model, Stream<Arguments> faults) {
        return faults.map(fault -> Arguments.of(fault.get()[0], model, fault.get()[2]));
    }

    private static Arguments repair(String name, String model) {
        return Arguments.of("without " + name, model, Sabotage.without(name));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("faults")
    void a_fault_is_noticed_in_some_run(String name, String model, MachineFactory fault) {
        assertThat(firstRejected(model, fault)).as(name).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v2-holder-set-aside",
                "shutdown-v2-reaper",
                "reboot-v2-fence",
                "pages-v2-reclaim",
                "pages-repaired-process",
                "pages-repaired-feature",
                "tables-v2",
                "tables-repaired",
                "oom-v2-rounds",
                "oom-repaired-rounds"
            })
    void without_a_fault_no_run_is_rejected(String model) {
        List<Integer> rejected = IntStream.range(0, 100)
                .filter(seed -> !accepts(model, Machine::new, seed))
                .boxed()
                .toList();
        assertThat(rejected).as("seeds of " + model).isEmpty();
    }
}
