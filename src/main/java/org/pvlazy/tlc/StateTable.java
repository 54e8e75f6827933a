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
    private final PackedRows rows;

    private int[] levels = new int[FIRST_CAPACITY];
    /** Open addressing: state + 1, or 0 for a free slot. The length is a power of two. */
    private int[] slots = new int[2 * FIRST_CAPACITY];

    StateTable(List<String> variables) {
        this.variables = List.copyOf(variables);
        this.width = variables.size();
        this.rows = new PackedRows(width);
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
        return rows.size();
    }

    int level(int state) {
        return levels[state];
    }

    List<TlaValue> values(int variable) {
        return views.get(variable);
    }

    int valueId(int state, int variable) {
        return rows.get(state, variable);
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
        if (rows.pack(row)) {
            rehash(slots.length);
        } else if (2 * (size() + 1) > slots.length) {
            rehash(Math.multiplyExact(slots.length, 2));
        }
        int slot = slot();
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        int state = rows.add();
        if (state == levels.length) {
            levels = Arrays.copyOf(levels, Math.multiplyExact(state, 2));
        }
        levels[state] = level;
        slots[slot] = state + 1;
        return state;
    }

    /** Bytes that the states take, without their values. */
    long bytes() {
        return rows.bytes() + (long) Integer.BYTES * (levels.length + slots.length);
    }

    synchronized int find(TlaState state) {
        int[] row = new int[width];
        for (int i = 0; i < width; i++) {
            Integer id = ids.get(i).get(state.values().get(i));
            if (id == null) {
                return NOT_FOUND;
            }
            row[i] = id;
        }
        if (rows.pack(row)) {
            rehash(slots.length);
        }
        return slots[slot()] - 1;
    }

    void trim() {
        levels = Arrays.copyOf(levels, size());
    }

    /** The slot that holds the row packed last, or the free one where it belongs. */
    private int slot() {
        int slot = rows.hash() & (slots.length - 1);
        while (slots[slot] != 0 && !rows.isPacked(slots[slot] - 1)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void rehash(int length) {
        slots = new int[length];
        for (int state = 0; state < size(); state++) {
            int slot = rows.hash(state) & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = state + 1;
        }
    }
}
