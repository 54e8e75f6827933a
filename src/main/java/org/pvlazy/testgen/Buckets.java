package org.pvlazy.testgen;

import java.util.Arrays;

/** A priority queue of nodes with small keys that never fall below the key polled last. */
final class Buckets {
    private int[][] nodes = new int[64][];
    private int[] sizes = new int[64];
    private int key;

    void clear() {
        Arrays.fill(sizes, 0);
        key = 0;
    }

    void add(int at, int node) {
        if (at >= nodes.length) {
            int longer = Math.max(at + 1, 2 * nodes.length);
            nodes = Arrays.copyOf(nodes, longer);
            sizes = Arrays.copyOf(sizes, longer);
        }
        if (nodes[at] == null) {
            nodes[at] = new int[16];
        } else if (sizes[at] == nodes[at].length) {
            nodes[at] = Arrays.copyOf(nodes[at], 2 * sizes[at]);
        }
        nodes[at][sizes[at]++] = node;
    }

    /** A node with the smallest key, or -1. */
    int poll() {
        while (key < sizes.length && sizes[key] == 0) {
            key++;
        }
        return key == sizes.length ? -1 : nodes[key][--sizes[key]];
    }

    /** The key of the node polled last. */
    int key() {
        return key;
    }
}
