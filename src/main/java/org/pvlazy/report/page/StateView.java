package org.pvlazy.report.page;

import java.util.ArrayList;
import java.util.List;
import org.pvlazy.tla.TlaBool;
import org.pvlazy.tla.TlaFunction;
import org.pvlazy.tla.TlaInt;
import org.pvlazy.tla.TlaRecord;
import org.pvlazy.tla.TlaSet;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaStr;
import org.pvlazy.tla.TlaTuple;
import org.pvlazy.tla.TlaValue;

/** A state as the picture reads it: by the names of variables, and by number in those that have a value for each page or configuration. */
final class StateView {
    private final TlaState state;

    StateView(TlaState state) {
        this.state = state;
    }

    /** Whether the specification has all of these variables. */
    boolean has(String... variables) {
        return state.variables().containsAll(List.of(variables));
    }

    TlaValue value(String variable) {
        return state.value(variable);
    }

    /** A variable as text; if it has a value for one thing only, that one. */
    String text(String variable) {
        TlaValue all = value(variable);
        TlaValue value =
                all instanceof TlaTuple one && one.size() == 1 ? one.elements().get(0) : all;
        return value instanceof TlaStr string ? string.value() : value.toString();
    }

    /** How many there are of what a variable has a value for. */
    int size(String variable) {
        return value(variable) instanceof TlaTuple tuple ? tuple.size() : 0;
    }

    /** The number at a place of a variable; 0 if there is none. */
    long number(String variable, int index) {
        return at(variable, index) instanceof TlaInt number ? number.value() : 0;
    }

    /** Whether a variable is TRUE at a place; false if there is no such variable. */
    boolean is(String variable, int index) {
        return has(variable)
                && (value(variable) instanceof TlaSet set
                        ? set.members().contains(TlaValue.of(index))
                        : at(variable, index) instanceof TlaBool bool && bool.value());
    }

    /** The text at a place of a variable. */
    String text(String variable, int index) {
        TlaValue value = at(variable, index);
        return value instanceof TlaStr string ? string.value() : value.toString();
    }

    TlaValue at(String variable, int index) {
        TlaValue all = value(variable);
        TlaValue key = TlaValue.of(index);
        if (all instanceof TlaTuple tuple && index >= 1 && index <= tuple.size()) {
            return tuple.elements().get(index - 1);
        }
        return all instanceof TlaFunction function && function.domain().contains(key)
                ? function.apply(key)
                : TlaValue.string("");
    }

    /** The threads for which a field of a variable of records has some value. */
    List<String> threads(String variable, String field, TlaValue wanted) {
        List<String> found = new ArrayList<>();
        if (has(variable) && value(variable) instanceof TlaRecord all) {
            for (String thread : all.names()) {
                TlaValue own = all.field(thread);
                if (own instanceof TlaRecord fields
                        && fields.names().contains(field)
                        && fields.field(field).equals(wanted)) {
                    found.add(thread);
                }
            }
        }
        return found;
    }

    /** Where a thread stands; empty if there is no such thread. */
    String place(String thread) {
        return value("pc") instanceof TlaRecord all
                        && all.names().contains(thread)
                        && all.field(thread) instanceof TlaStr place
                ? place.value()
                : "";
    }
}
