package org.pvlazy.conformance;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The slices by the names that the manifest gives to the slices of its models. */
public final class Slices {
    private static final Slice LIFECYCLE = new LifecycleSlice();

    /** A slice has a line for each name. */
    private static final Map<String, Slice> SLICES = Map.of(
            "reboot", LIFECYCLE,
            "shutdown", LIFECYCLE,
            "pages", new PageLifeSlice(),
            "tables", new GuestTablesSlice(),
            "oom", new OomSlice());

    private Slices() {}

    /**
     * The slice for models of the manifest's slice of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Slice named(String name) {
        @Nullable Slice slice = SLICES.get(name);
        if (slice == null) {
            throw new IllegalArgumentException("unknown slice " + name);
        }
        return slice;
    }

    /** Every slice once. */
    static List<Slice> all() {
        return SLICES.values().stream().distinct().toList();
    }

    /** The module that defines the actions of the manifest's slice of that name. */
    public static String specification(String name) {
        return named(name).specification();
    }
}
