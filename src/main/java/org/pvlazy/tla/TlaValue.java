package org.pvlazy.tla;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A value of TLA+, canonical from construction on: two values are equal exactly when TLA+ says so. A function on 1..n is the
 * tuple of its values, a function on strings is a record, the function on the empty set is the empty tuple, sets are sorted
 * and hold each member once. Values are immutable and know their hash.
 *
 * <p>The order of {@link #compareTo} is total and arbitrary: it sorts sets and makes output deterministic.
 */
public sealed interface TlaValue extends Comparable<TlaValue>
        permits TlaInt, TlaBool, TlaStr, TlaModelValue, TlaSet, TlaTuple, TlaRecord, TlaFunction {

    /** The integer {@code value}. */
    static TlaInt of(long value) {
        return TlaInt.of(value);
    }

    /** TRUE or FALSE. */
    static TlaBool of(boolean value) {
        return TlaBool.of(value);
    }

    /** The string {@code text}. */
    static TlaStr string(String text) {
        return TlaStr.of(text);
    }

    /** The model value called {@code name}: equal to itself and to nothing else. */
    static TlaModelValue modelValue(String name) {
        return new TlaModelValue(name);
    }

    /** The set of {@code members}, in any order, repetitions allowed. */
    static TlaSet set(TlaValue... members) {
        return TlaSet.of(members.clone());
    }

    /** The set of {@code members}. */
    static TlaSet set(Collection<? extends TlaValue> members) {
        return TlaSet.of(members.toArray(TlaValue[]::new));
    }

    /** The set {@code from..to}. */
    static TlaSet interval(long from, long to) {
        return TlaSet.interval(from, to);
    }

    /** The tuple, which is also the sequence, of {@code elements}. */
    static TlaTuple tuple(TlaValue... elements) {
        return TlaTuple.owning(elements.clone());
    }

    /** The tuple of {@code elements}. */
    static TlaTuple tuple(List<? extends TlaValue> elements) {
        return TlaTuple.owning(elements.toArray(TlaValue[]::new));
    }

    /** The record with these fields; the empty map gives the empty tuple. */
    static TlaValue record(Map<String, ? extends TlaValue> fields) {
        Shape shape = Shape.record(fields.keySet().toArray(String[]::new));
        return shape.of(fields.values().toArray(TlaValue[]::new));
    }

    /** The function that maps each key to its value; a tuple or a record if its domain says so. */
    static TlaValue function(Map<? extends TlaValue, ? extends TlaValue> graph) {
        Shape shape = Shape.function(List.copyOf(graph.keySet()));
        TlaValue[] values = shape.domain().stream().map(graph::get).toArray(TlaValue[]::new);
        return shape.of(values);
    }

    /** Appends the value in TLA+ syntax, as TLC prints it but on one line. */
    void appendTo(StringBuilder out);

    @Override
    default int compareTo(TlaValue other) {
        return ValueOrder.compare(this, other);
    }

    /**
     * The value of this function, tuple or record at {@code argument}.
     *
     * @throws IllegalArgumentException if this is no function or the argument is outside its domain
     */
    default TlaValue apply(TlaValue argument) {
        throw new IllegalArgumentException(this + " is not a function");
    }

    /** The field {@code name} of this record. */
    default TlaValue field(String name) {
        return apply(string(name));
    }

    /** The number this is, or an {@link IllegalArgumentException}. */
    default long asInt() {
        throw new IllegalArgumentException(this + " is not an integer");
    }

    /** The truth value this is, or an {@link IllegalArgumentException}. */
    default boolean asBool() {
        throw new IllegalArgumentException(this + " is not a truth value");
    }

    /** The text of the string this is, or an {@link IllegalArgumentException}. */
    default String asString() {
        throw new IllegalArgumentException(this + " is not a string");
    }
}
