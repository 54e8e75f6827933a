package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records and validates for a long time: {@code mvn test -Dpvlazy.slow= -Dtest=SoakTest -Dpvlazy.soak.minutes=30}. What is in use after a
 * collection must not grow, nor must there be more threads.
 */
class SoakTest {
    private static final int MINUTES = Integer.getInteger("pvlazy.soak.minutes", 30);
    private static final String RUNS = "20";
    private static final List<String> MODELS =
            List.of("reboot-v2-batches", "reboot-v2-fence", "oom-v2-arrays", "pages-v2-batches");
    /** The first thirds may differ by what is compiled and cached: a twentieth, and two megabytes. */
    private static final double GROWTH = 1.05;

    private static final long SLACK = 2 << 20;

    @TempDir
    private Path folder;

    @Tag("slow")
    @Test
    void recording_and_validating_for_ever_takes_no_more_memory() throws IOException {
        List<Long> heaps = new ArrayList<>();
        List<Long> threads = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();
        for (int round = 0; System.nanoTime() < end; round++) {
            round(round);
            heaps.add(heapAfterCollection());
            threads.add((long) Thread.activeCount());
        }
        System.out.printf(
                "soak: %d minutes, %d rounds of %d models and %s runs, heap %,d kB in the first third, %,d kB in the last%n",
                MINUTES, heaps.size(), MODELS.size(), RUNS, first(heaps) >> 10, last(heaps) >> 10);
        assertThat(grows(heaps)).as("heaps %s", heaps).isFalse();
        assertThat(last(threads)).as("threads %s", threads).isLessThanOrEqualTo(first(threads));
    }

    private void round(int round) throws IOException {
        for (String model : MODELS) {
            String out = folder.resolve(model).toString();
            Sandbox.pvlazy(
                            "record",
                            "--model",
                            model,
                            "--runs",
                            RUNS,
                            "--seed",
                            String.valueOf(1 + round * 20L),
                            "--out",
                            out)
                    .succeeds();
            List<String> validate = new ArrayList<>(List.of("validate"));
            try (Stream<Path> files = Files.list(Path.of(out))) {
                files.map(Path::toString).forEach(validate::add);
            }
            Sandbox.pvlazy(validate.toArray(String[]::new)).succeeds();
            for (String file : validate.subList(1, validate.size())) {
                Files.delete(Path.of(file));
            }
        }
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static boolean grows(List<Long> heaps) {
        return last(heaps) > first(heaps) * GROWTH + SLACK;
    }

    /** The median of the first third, without the very first round, which loads and compiles. */
    private static long first(List<Long> all) {
        return median(all.subList(Math.min(1, all.size() - 1), Math.max(1, (all.size() + 2) / 3)));
    }

    private static long last(List<Long> all) {
        return median(all.subList(all.size() - Math.max(1, all.size() / 3), all.size()));
    }

    private static long median(List<Long> some) {
        return some.stream().sorted().toList().get(some.size() / 2);
    }

    @Test
    void a_leak_is_noticed_and_a_heap_that_goes_up_and_down_is_none() {
        List<Long> leaking = new ArrayList<>();
        List<Long> steady = new ArrayList<>();
        for (long i = 0; i < 30; i++) {
            leaking.add((50 << 20) + (i << 18));
            steady.add((50 << 20) + (i % 5 << 20));
        }
        assertThat(grows(leaking)).isTrue();
        assertThat(grows(steady)).isFalse();
    }
}
