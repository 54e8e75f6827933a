package org.pvlazy.conformance;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often edges of each class were taken; 0 for a class that was possible somewhere and never taken. */
public final class EdgeCoverage {
    private final SortedMap<EdgeClass, Long> counts = new TreeMap<>();

    /** The class was possible. */
    public void see(EdgeClass edges) {
        counts.putIfAbsent(edges, 0L);
    }

    /** An edge of the class was taken. */
    public void take(EdgeClass edges) {
        add(edges, 1);
    }

    /** So many edges of the class were taken. */
    public void add(EdgeClass edges, long times) {
        counts.merge(edges, times, Long::sum);
    }

    /** Adds what another run took. */
    public void add(EdgeCoverage other) {
        other.counts.forEach(this::add);
    }

    /** How often edges of the class were taken. */
    public long of(EdgeClass edges) {
        return counts.getOrDefault(edges, 0L);
    }

    /** Every class seen, in order, with how often its edges were taken. */
    public Map<EdgeClass, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** The number of classes that were possible somewhere. */
    public int classesSeen() {
        return counts.size();
    }

    /** The number of classes of which an edge was taken. */
    public int classesTaken() {
        return (int) counts.values().stream().filter(times -> times > 0).count();
    }

    /** The number of actions that were possible somewhere. */
    public int actionsSeen() {
        return (int) counts.keySet().stream().map(EdgeClass::action).distinct().count();
    }

    /** The number of actions that were taken. */
    public int actionsTaken() {
        return (int) counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey().action())
                .distinct()
                .count();
    }
}
