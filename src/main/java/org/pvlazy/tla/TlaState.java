package org.pvlazy.tla;

import java.util.List;

/**
 * A state: a value for every variable. The variables keep the order they were given in, which also counts for equality;
 * {@link #reordered} aligns two states.
 */
public record TlaState(List<String> variables, List<TlaValue> values) {
    /** Checks that there is one value for each variable. */
    public TlaState {
        variables = List.copyOf(variables);
        values = List.copyOf(values);
        if (variables.size() != values.size()) {
            throw new IllegalArgumentException(variables.size() + " variables but " + values.size() + " values");
        }
    }

    /**
     * The value of {@code variable}.
     *
     * @throws IllegalArgumentException if the state has no such variable
     */
    public TlaValue value(String variable) {
        int at = variables.indexOf(variable);
        if (at < 0) {
            throw new IllegalArgumentException("no variable " + variable + " among " + variables);
        }
        return values.get(at);
    }

    /**
     * The same state with its variables in another order.
     *
     * @throws IllegalArgumentException if {@code order} does not list exactly the variables of this state
     */
    public TlaState reordered(List<String> order) {
        if (order.equals(variables)) {
            return this;
        }
        if (order.size() != variables.size()) {
            throw new IllegalArgumentException("variables " + variables + " are not " + order);
        }
        return new TlaState(order, order.stream().map(this::value).toList());
    }

    /** The state as TLC prints it: one conjunct a line. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < variables.size(); i++) {
            if (i > 0) {
                out.append('\n');
            }
            out.append("/\\ ").append(variables.get(i)).append(" = ");
            values.get(i).appendTo(out);
        }
        return out.toString();
    }
}
