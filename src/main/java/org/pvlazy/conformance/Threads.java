package org.pvlazy.conformance;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.Machine;

/**
 * The threads of a slice. Those that are there from the start have the places 0, 1, and so on in a {@link World}; the kthreads
 * follow, each in the first place that is free.
 */
final class Threads {
    /** More kthreads than any model has at once. */
    private static final int MOST_KTHREADS = 10;

    private final List<Fixed> fixed;
    /** By place. */
    private final String[] names;

    /**
     * A thread that is there from the start.
     *
     * @param name the specification's name
     * @param loop what it runs; null in a machine that does not have it
     */
    record Fixed(String name, Function<Machine, @Nullable Runnable> loop) {}

    /**
     * Threads.
     *
     * @param kthread the names of the kthreads; {@code %d} is their number, from 1
     */
    Threads(List<Fixed> fixed, String kthread) {
        this.fixed = List.copyOf(fixed);
        names = new String[fixed.size() + MOST_KTHREADS];
        for (int place = 0; place < names.length; place++) {
            names[place] = isKthread(place)
                    ? kthread.replace("%d", String.valueOf(place - fixed.size() + 1))
                    : fixed.get(place).name();
        }
    }

    /** Those that are there from the start. */
    List<Fixed> fixed() {
        return fixed;
    }

    /** With kthreads K1, K2 and so on. */
    static Threads of(Fixed... fixed) {
        return new Threads(List.of(fixed), "K%d");
    }

    static Fixed thread(String name, Function<Machine, @Nullable Runnable> loop) {
        return new Fixed(name, loop);
    }

    /** The place of the kthread with this number, from 1. */
    int kthreadPlace(int number) {
        return fixed.size() + number - 1;
    }

    /** The names of the first so many kthreads. */
    List<String> kthreads(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(k -> name(kthreadPlace(k)))
                .toList();
    }

    boolean isKthread(int place) {
        return place >= fixed.size();
    }

    /** The name of the thread at this place. */
    String name(int place) {
        return names[place];
    }

    /**
     * The place of the thread with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    int place(String name) {
        for (int place = 0; place < names.length; place++) {
            if (names[place].equals(name)) {
                return place;
            }
        }
        throw new IllegalArgumentException("unknown thread " + name);
    }
}
