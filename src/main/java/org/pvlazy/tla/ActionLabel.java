package org.pvlazy.tla;

import java.util.List;
import java.util.stream.Collectors;

/** The name of an action with the values of its parameters, as in {@code Receive(p = 1, m = "ack")}. */
public record ActionLabel(String name, List<Param> params) {
    /** One parameter and its value. */
    public record Param(String name, TlaValue value) {
        @Override
        public String toString() {
            return name + " = " + value;
        }
    }

    /** Copies the parameters. */
    public ActionLabel {
        params = List.copyOf(params);
    }

    /** An action without parameters. */
    public static ActionLabel of(String name) {
        return new ActionLabel(name, List.of());
    }

    /**
     * The value of the parameter {@code param}.
     *
     * @throws IllegalArgumentException if the action has no such parameter
     */
    public TlaValue param(String param) {
        return params.stream()
                .filter(p -> p.name().equals(param))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no parameter " + param + " in " + this))
                .value();
    }

    @Override
    public String toString() {
        return params.isEmpty()
                ? name
                : params.stream().map(Param::toString).collect(Collectors.joining(", ", name + "(", ")"));
    }
}
