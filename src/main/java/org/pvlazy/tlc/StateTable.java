package org.pvlazy.tlc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;

/** The states of a graph: for each variable its values, numbered, and for each state one such number per variable. */
final class StateTable {
    private static final int NOT_FOUND = -1;
    private static final int FIRST_CAPACITY = 1024;

    private final List<String> variables;
    private final List<List<TlaValue>> values = new ArrayList<>();
    private final List<List<TlaValue>> views = new ArrayList<>();
    private final List<Map<TlaValue, Integer>> ids = new ArrayList<>();
    private final int width;
    /** One row of value numbers per state. */
    private int[] rows;

    private int[] levels = new int[FIRST_CAPACITY];
    private int size;
    /** Open addressing: state + 1, or 0 for a free slot. The length is a power of two. */
    private int[] slots = new int[2 * FIRST_CAPACITY];

    StateTable(List<String> variables) {
        this.variables = List.copyOf(variables);
        this.width = variables.size();
        this.rows = new int[FIRST_CAPACITY * width];
        for (int i = 0; i < width; i++) {
            values.add(new ArrayList<>());
            views.add(Collections.unmodifiableList(values.get(i)));
            ids.add(new HashMap<>());
        }
    }

    List<String> variables() {
        return variables;
    }

    int size() {
        return size;
    }

    int level(int state) {
        return levels[state];
    }

    List<TlaValue> values(int variable) {
        return views.get(variable);
    }

    int valueId(int state, int variable) {
        return rows[state * width + variable];
    }

    int internValue(int variable, TlaValue value) {
        List<TlaValue> known = values.get(variable);
        Integer id = ids.get(variable).putIfAbsent(value, known.size());
        if (id != null) {
            return id;
        }
        known.add(value);
        return known.size() - 1;
    }

    /** The number of the state with this row; if it is new, it gets the next number. */
    int internState(int[] row, int level) {
        if (2 * (size + 1) > slots.length) {
            rehash();
        }
        int slot = slot(row);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == levels.length) {
            int capacity = Math.multiplyExact(size, 2);
            levels = Arrays.copyOf(levels, capacity);
            rows = Arrays.copyOf(rows, Math.multiplyExact(capacity, width));
        }
        System.arraycopy(row, 0, rows, size * width, width);
        levels[size] = level;
        slots[slot] = size + 1;
        return size++;
    }

    int find(TlaState state) {
        int[] row = new int[width];
        for (int i = 0; i < width; i++) {
            Integer id = ids.get(i).get(state.values().get(i));
            if (id == null) {
                return NOT_FOUND;
            }
            row[i] = id;
        }
        return slots[slot(row)] - 1;
    }

    void trim() {
        rows = Arrays.copyOf(rows, size * width);
        levels = Arrays.copyOf(levels, size);
    }

    /** The slot that holds the row, or the free one where it belongs. */
    private int slot(int[] row) {
        int slot = hash(row, 0) & (slots.length - 1);
        while (slots[slot] != 0 && !holds(slots[slot] - 1, row)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean holds(int state, int[] row) {
        int from = state * width;
        return Arrays.equals(rows, from, from + width, row, 0, width);
    }

    private void rehash() {
        slots = new int[Math.multiplyExact(slots.length, 2)];
        for (int state = 0; state < size; state++) {
            int slot = hash(rows, state * width) & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = state + 1;
        }
    }

    private int hash(int[] from, int start) {
        long hash = 0;
        for (int i = start; i < start + width; i++) {
            hash = (hash ^ from[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ (hash >>> 32));
    }
}
