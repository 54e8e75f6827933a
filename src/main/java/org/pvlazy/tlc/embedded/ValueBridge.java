package org.pvlazy.tlc.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pvlazy.tla.Shape;
import org.pvlazy.tla.TlaBool;
import org.pvlazy.tla.TlaFunction;
import org.pvlazy.tla.TlaInt;
import org.pvlazy.tla.TlaModelValue;
import org.pvlazy.tla.TlaRecord;
import org.pvlazy.tla.TlaSet;
import org.pvlazy.tla.TlaStr;
import org.pvlazy.tla.TlaTuple;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.EvaluationException;
import tlc2.value.IValue;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.Enumerable;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.ModelValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import tlc2.value.impl.ValueEnumeration;
import util.UniqueString;

/** Turns values of TLC into canonical ones and back. Lazy sets and functions are expanded. */
final class ValueBridge {
    /** Shapes of the records seen, by their field names in TLC's order. */
    private final Map<List<String>, Shape> records = new HashMap<>();

    TlaValue fromTlc(IValue value) {
        if (value instanceof IntValue number) {
            return TlaValue.of(number.val);
        } else if (value instanceof BoolValue bool) {
            return TlaValue.of(bool.val);
        } else if (value instanceof StringValue string) {
            return TlaValue.string(string.val.toString());
        } else if (value instanceof ModelValue model) {
            return TlaValue.modelValue(model.val.toString());
        } else if (value instanceof TupleValue tuple) {
            return TlaValue.tuple(all(tuple.elems));
        } else if (value instanceof RecordValue fields) {
            return record(fields);
        } else if (value instanceof FcnRcdValue function) {
            return Shape.function(List.of(domain(function))).of(all(function.values));
        } else if (value instanceof Enumerable set) {
            return set(set);
        }
        Value function = value instanceof Value other ? other.toFcnRcd() : null;
        if (function == null) {
            throw new EvaluationException("a state holds a value that is not finite data: " + value);
        }
        return fromTlc(function);
    }

    private TlaValue[] all(Value[] values) {
        TlaValue[] result = new TlaValue[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = fromTlc(values[i]);
        }
        return result;
    }

    private TlaValue record(RecordValue fields) {
        List<String> names = new ArrayList<>(fields.names.length);
        for (UniqueString name : fields.names) {
            names.add(name.toString());
        }
        return records.computeIfAbsent(names, key -> Shape.record(key.toArray(String[]::new)))
                .of(all(fields.values));
    }

    private TlaValue[] domain(FcnRcdValue function) {
        return function.intv != null
                ? TlaValue.interval(function.intv.low, function.intv.high)
                        .members()
                        .toArray(TlaValue[]::new)
                : all(function.domain);
    }

    private TlaValue set(Enumerable set) {
        List<TlaValue> members = new ArrayList<>();
        ValueEnumeration elements = set.elements();
        for (Value member = elements.nextElement(); member != null; member = elements.nextElement()) {
            members.add(fromTlc(member));
        }
        return TlaValue.set(members);
    }

    Value toTlc(TlaValue value) {
        if (value instanceof TlaInt number) {
            return IntValue.gen(Math.toIntExact(number.value()));
        } else if (value instanceof TlaBool bool) {
            return bool.value() ? BoolValue.ValTrue : BoolValue.ValFalse;
        } else if (value instanceof TlaStr string) {
            return new StringValue(string.value());
        } else if (value instanceof TlaModelValue model) {
            return ModelValue.make(model.name());
        } else if (value instanceof TlaTuple tuple) {
            return new TupleValue(all(tuple.elements()));
        } else if (value instanceof TlaSet set) {
            return new SetEnumValue(all(set.members()), false).normalize();
        } else if (value instanceof TlaRecord fields) {
            UniqueString[] names =
                    fields.names().stream().map(UniqueString::uniqueStringOf).toArray(UniqueString[]::new);
            return new RecordValue(names, all(fields.values()), false).normalize();
        }
        TlaFunction function = (TlaFunction) value;
        return new FcnRcdValue(all(function.domain()), all(function.values()), false).normalize();
    }

    private Value[] all(List<TlaValue> values) {
        Value[] result = new Value[values.size()];
        Arrays.setAll(result, i -> toTlc(values.get(i)));
        return result;
    }
}
