package org.pvlazy.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.pvlazy.probe.Sanitizer.Splat;

/**
 * What became of the processes of a load.
 *
 * @param load which load
 * @param processes that are over
 * @param reboots of their VMs
 * @param hangs processes that did not end, though no detector reported anything
 * @param leakedOnPurpose privs, pages and configurations that the code leaks where nothing else can be done
 * @param bugs by what a detector reported, how many processes ended so
 * @param leaks by sentence without its numbers, how many processes left it behind
 */
public record LoadResult(
        Load load,
        long processes,
        long reboots,
        long hangs,
        long leakedOnPurpose,
        Map<String, Long> bugs,
        Map<String, Long> leaks) {
    /** Copies the maps. */
    public LoadResult {
        bugs = new TreeMap<>(bugs);
        leaks = new TreeMap<>(leaks);
    }

    /** Whether no detector reported anything, everything ended, and nothing leaked but on purpose. */
    public boolean clean() {
        return hangs == 0 && bugs.isEmpty() && leaks.isEmpty();
    }

    /** Counts, for several threads. */
    static final class Tally {
        private final Consumer<LoadResult> progress;
        /** Guarded by this. */
        private LoadResult sum;

        Tally(Load load, Consumer<LoadResult> progress) {
            this.progress = progress;
            sum = new LoadResult(load, 0, 0, 0, 0, Map.of(), Map.of());
        }

        /** A process has ended with this report. */
        synchronized void bug(Splat splat, int reboots) {
            add(new LoadResult(sum.load, 1, reboots, 0, 0, Map.of(splat.name(), 1L), Map.of()));
        }

        /** A process does not end. */
        synchronized void hang(int reboots) {
            add(new LoadResult(sum.load, 1, reboots, 1, 0, Map.of(), Map.of()));
        }

        /** A process has ended and left this behind. */
        synchronized void over(int reboots, List<String> leaks, int onPurpose) {
            Map<String, Long> kinds = new TreeMap<>();
            leaks.forEach(leak -> kinds.put(leak.replaceAll("-?[0-9]+", "N"), 1L));
            add(new LoadResult(sum.load, 1, reboots, 0, onPurpose, Map.of(), kinds));
        }

        private void add(LoadResult one) {
            sum = new LoadResult(
                    sum.load,
                    sum.processes + one.processes,
                    sum.reboots + one.reboots,
                    sum.hangs + one.hangs,
                    sum.leakedOnPurpose + one.leakedOnPurpose,
                    added(sum.bugs, one.bugs),
                    added(sum.leaks, one.leaks));
            progress.accept(sum);
        }

        private static Map<String, Long> added(Map<String, Long> some, Map<String, Long> more) {
            Map<String, Long> all = new TreeMap<>(some);
            more.forEach((what, count) -> all.merge(what, count, Long::sum));
            return all;
        }

        synchronized LoadResult result() {
            return sum;
        }
    }
}
