package org.pvlazy.tlc;

import java.util.Arrays;
import java.util.List;
import org.pvlazy.tla.ActionLabel;

/** The edges of a graph in compressed rows: those of one state lie side by side, states in the order of their numbers. */
final class EdgeTable {
    private static final int FIRST_CAPACITY = 4096;

    private final List<ActionLabel> labels;
    private int[] targets = new int[FIRST_CAPACITY];
    private int[] labelIds = new int[FIRST_CAPACITY];
    private int[] firsts = new int[FIRST_CAPACITY];
    private int sources;
    private int size;

    EdgeTable(List<ActionLabel> labels) {
        this.labels = List.copyOf(labels);
    }

    List<ActionLabel> labels() {
        return labels;
    }

    int size() {
        return size;
    }

    int first(int state) {
        return firsts[state];
    }

    int target(int edge) {
        return targets[edge];
    }

    int label(int edge) {
        return labelIds[edge];
    }

    /** Adds an edge out of the current source. */
    void add(int labelId, int target) {
        if (size == targets.length) {
            int capacity = Math.multiplyExact(size, 2);
            targets = Arrays.copyOf(targets, capacity);
            labelIds = Arrays.copyOf(labelIds, capacity);
        }
        targets[size] = target;
        labelIds[size++] = labelId;
    }

    /** The edges added since the last call belong to the next state. */
    void endSource() {
        sources++;
        if (sources == firsts.length) {
            firsts = Arrays.copyOf(firsts, Math.multiplyExact(sources, 2));
        }
        firsts[sources] = size;
    }

    /** Bytes that the edges take; their labels are shared. */
    long bytes() {
        return (long) Integer.BYTES * (targets.length + labelIds.length + firsts.length);
    }

    void trim() {
        targets = Arrays.copyOf(targets, size);
        labelIds = Arrays.copyOf(labelIds, size);
        firsts = Arrays.copyOf(firsts, sources + 1);
    }
}
