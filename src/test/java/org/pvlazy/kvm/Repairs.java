package org.pvlazy.kvm;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.lang3.reflect.ConstructorUtils;
import org.pvlazy.probe.Switches;

/** Postings with single repairs turned over, which are named as the components of {@link Switches}. */
final class Repairs {
    private Repairs() {}

    /** v2 with these repairs. */
    static Switches v2With(String... repairs) {
        return turned(Switches.V2, true, List.of(repairs));
    }

    /** Every repair but these. */
    static Switches allBut(String... repairs) {
        return turned(Switches.REPAIRED, false, List.of(repairs));
    }

    private static Switches turned(Switches from, boolean to, List<String> repairs) {
        RecordComponent[] components = Switches.class.getRecordComponents();
        List<String> known =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        if (!known.containsAll(repairs)) {
            throw new IllegalArgumentException("unknown repair among " + repairs);
        }
        try {
            Object[] settings = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                settings[i] = repairs.contains(known.get(i))
                        ? to
                        : components[i].getAccessor().invoke(from);
            }
            return ConstructorUtils.invokeConstructor(Switches.class, settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
