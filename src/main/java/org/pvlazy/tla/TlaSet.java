package org.pvlazy.tla;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A finite set. */
public final class TlaSet implements TlaValue {
    private static final int LARGEST_INTERVAL = 1 << 20;
    private static final TlaSet EMPTY = new TlaSet(new TlaValue[0]);

    private final TlaValue[] members;
    private final int hash;

    private TlaSet(TlaValue[] sorted) {
        this.members = sorted;
        this.hash = 31 * Arrays.hashCode(sorted) + 1;
    }

    /** Takes the array over. */
    static TlaSet of(TlaValue[] members) {
        if (members.length == 0) {
            return EMPTY;
        }
        Arrays.sort(members);
        int kept = 1;
        for (int i = 1; i < members.length; i++) {
            if (!members[i].equals(members[kept - 1])) {
                members[kept++] = members[i];
            }
        }
        return new TlaSet(kept == members.length ? members : Arrays.copyOf(members, kept));
    }

    static TlaSet interval(long from, long to) {
        if (to < from) {
            return EMPTY;
        }
        if (to - from < 0 || to - from >= LARGEST_INTERVAL) {
            throw new IllegalArgumentException(from + ".." + to + " has too many members");
        }
        TlaValue[] members = new TlaValue[(int) (to - from) + 1];
        Arrays.setAll(members, i -> TlaInt.of(from + i));
        return new TlaSet(members);
    }

    /** The members, in the order of {@link TlaValue#compareTo}. */
    public List<TlaValue> members() {
        return Collections.unmodifiableList(Arrays.asList(members));
    }

    /** Number of members. */
    public int size() {
        return members.length;
    }

    /** Whether {@code value} is a member. */
    public boolean contains(TlaValue value) {
        return Arrays.binarySearch(members, value) >= 0;
    }

    TlaValue[] array() {
        return members;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append('{');
        for (int i = 0; i < members.length; i++) {
            if (i > 0) {
                out.append(", ");
            }
            members[i].appendTo(out);
        }
        out.append('}');
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof TlaSet that && hash == that.hash && Arrays.equals(members, that.members));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        appendTo(out);
        return out.toString();
    }
}
