package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pvlazy.conformance.Recording.Event;
import org.pvlazy.conformance.Recording.Origin;
import org.pvlazy.probe.Step;
import org.pvlazy.tlc.GraphOptions;

/** Free runs are explained by their model, and those of an implementation with a fault in it are not. */
class RecorderTest {
    /** Three pages in batches of two, all threads but guest and host. */
    private static final ModelGraph BATCHES = ModelGraph.of("reboot-v2-batches");

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A fault that so many runs do not show is not found. */
    private static final int RUNS = 1000;

    private static final List<Object> OF_THE_FLAG =
            List.of("flag not cleared after destroy", "flag cleared although the UVC was refused");

    private static RecordingValidator validator;

    @BeforeAll
    static void load() {
        validator = new RecordingValidator(BATCHES.model(), ModelGraph.SLICE, GraphOptions.strict());
    }

    @AfterAll
    static void close() {
        validator.close();
    }

    private static Recording record(MachineFactory machines, long seed) {
        return new Recorder(BATCHES.parameters(), machines, PATIENCE)
                .record(new Origin("reboot-v2-batches", "v2", "hash", seed));
    }

    @Test
    void what_free_threads_do_is_explained_by_the_model() {
        for (int seed = 0; seed < 100; seed++) {
            Recording recording = record(org.pvlazy.kvm.Machine::new, seed);

            assertThat(recording.size()).isGreaterThan(20);
            assertThat(validator.problem(recording)).as("seed %d", seed).isNull();
        }
    }

    /** All but those of the flag, which show at the end only, and only if the process has not exited. */
    static Stream<Arguments> faults() {
        return SeededFaultsTest.faults().filter(fault -> !OF_THE_FLAG.contains(fault.get()[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_fault_is_noticed_in_some_run(String name, String what, Sabotage fault) {
        assertThat(firstProblem(fault)).as(name).isNotNull();
    }

    @Test
    void so_is_a_flag_that_is_wrong_at_the_end() {
        ModelGraph endless = ModelGraph.of("reboot-v2-endless");
        RecordingJudge judge = new RecordingJudge(endless.graph(), ModelGraph.SLICE);
        for (Sabotage fault : List.of(
                Sabotage.in(Step.P_PUT, (m, f) -> m.memmap().setArch1(1)),
                Sabotage.in(Step.P_PUT, (m, f) -> m.memmap().clearArch1(1)))) {
            Recorder recorder = new Recorder(endless.parameters(), fault, PATIENCE);
            assertThat(IntStream.range(0, RUNS)
                            .mapToObj(seed -> recorder.record(new Origin("reboot-v2-endless", "v2", "hash", seed))))
                    .anyMatch(recording -> !judge.judge(recording).accepted());
        }
    }

    private static @Nullable String firstProblem(MachineFactory machines) {
        for (int seed = 0; seed < RUNS; seed++) {
            String problem = validator.problem(record(machines, seed));
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    @Test
    void a_rejection_says_what_is_in_the_way() {
        String problem = Objects.requireNonNull(firstProblem(Sabotage.merging(Step.K7_DROP_MM)));

        assertThat(problem)
                .containsPattern("\\d+ of \\d+ events are explained; \\d+ states? (is|are) possible there")
                .containsPattern("next     K8_FreeDonated\\(k = \"K\\d\"\\)  \\(Zombie.tla:\\d+\\)")
                .containsPattern("code     org.pvlazy.kvm.DestroyVmThread.freeAll\\(DestroyVmThread.java:\\d+\\)")
                .containsPattern(
                        "false    pc ?\\[t\\] ?= ?step \\(Setting.tla:\\d+\\)|false    pc.*\\(Host.tla:\\d+\\)")
                .containsPattern("enabled  K7_DropMm\\(k = \"K\\d\"\\)");
    }

    @Test
    void a_difference_at_the_end_is_named() {
        String problem = Objects.requireNonNull(firstProblem(Sabotage.in(Step.K7_DROP_MM, (m, f) -> m.mm().mmgrab())));

        assertThat(problem).containsPattern("at the end count is \\d, by the specification \\d");
    }

    @Test
    void a_recording_is_read_as_it_was_written(@TempDir Path folder) throws IOException {
        Recording recording = record(org.pvlazy.kvm.Machine::new, 7);
        Path file = folder.resolve("one.json");

        RecordingFiles.write(recording, ModelGraph.SLICE, file);

        assertThat(RecordingFiles.read(file, ModelGraph.SLICE)).isEqualTo(recording);
        assertThat(RecordingFiles.origin(file)).isEqualTo(recording.origin());
        assertThat(Files.readString(file)).contains("\"format\": \"pvlazy recording 1\"");
    }

    /** Runs that go well, runs with a wrong end, and runs in which a step is missing. */
    @Test
    void tlc_judges_the_same() throws IOException, InterruptedException {
        List<Recording> recordings = Stream.<MachineFactory>of(
                        org.pvlazy.kvm.Machine::new,
                        Sabotage.in(Step.K7_DROP_MM, (m, f) -> m.mm().mmgrab()),
                        Sabotage.merging(Step.P_CLEAR_FLAG))
                .flatMap(machines -> IntStream.range(0, 4).mapToObj(seed -> record(machines, seed)))
                .toList();
        List<Boolean> accepted = recordings.stream()
                .map(recording -> validator.problem(recording) == null)
                .toList();

        assertThat(accepted.subList(0, 4)).containsOnly(true);
        assertThat(accepted).contains(false);
        try (TlcRecordingJudge tlc = new TlcRecordingJudge()) {
            assertThat(tlc.accepts(BATCHES.model(), ModelGraph.SLICE, recordings))
                    .isEqualTo(accepted);
        }
    }

    /** The judge is asked twice, and the text for a reader is the same, byte for byte. */
    @Test
    void the_same_recording_has_always_the_same_verdict() {
        Sabotage fault = Sabotage.merging(Step.K7_DROP_MM);
        List<Recording> recordings =
                IntStream.range(0, 10).mapToObj(seed -> record(fault, seed)).toList();

        List<@Nullable String> once =
                recordings.stream().map(validator::problem).collect(Collectors.toList());
        List<@Nullable String> again =
                recordings.stream().map(validator::problem).collect(Collectors.toList());

        assertThat(again).isEqualTo(once);
        assertThat(once).anyMatch(Objects::nonNull);
    }

    @Test
    void events_of_a_thread_follow_one_another() {
        Recording recording = record(org.pvlazy.kvm.Machine::new, 3);

        recording.events().forEach(own -> {
            long last = 0;
            for (Event event : own) {
                assertThat(event.begin()).isGreaterThan(last);
                assertThat(event.end()).isGreaterThan(event.begin());
                last = event.end();
            }
        });
    }
}
