package org.pvlazy.tla;

/** A model value: an unspecified thing that equals only itself, known by its name. */
public record TlaModelValue(String name) implements TlaValue {
    @Override
    public void appendTo(StringBuilder out) {
        out.append(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
