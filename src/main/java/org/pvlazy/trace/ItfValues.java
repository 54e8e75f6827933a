package org.pvlazy.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import org.pvlazy.tla.TlaBool;
import org.pvlazy.tla.TlaFunction;
import org.pvlazy.tla.TlaInt;
import org.pvlazy.tla.TlaModelValue;
import org.pvlazy.tla.TlaRecord;
import org.pvlazy.tla.TlaSet;
import org.pvlazy.tla.TlaStr;
import org.pvlazy.tla.TlaTuple;
import org.pvlazy.tla.TlaValue;

/** Turns values into ITF's JSON; {@link ItfDecoder} turns them back. */
final class ItfValues {
    static final String BIG_INT = "#bigint";
    static final String SET = "#set";
    static final String TUPLE = "#tup";
    static final String MAP = "#map";
    static final String MODEL = "#model";

    /** Readers in other languages hold numbers in doubles. */
    private static final long LARGEST_EXACT_DOUBLE = 1L << 53;

    private ItfValues() {}

    static JsonElement toJson(TlaValue value) {
        if (value instanceof TlaInt number) {
            long n = number.value();
            return Math.abs(n) <= LARGEST_EXACT_DOUBLE && n != Long.MIN_VALUE
                    ? new JsonPrimitive(n)
                    : tagged(BIG_INT, new JsonPrimitive(Long.toString(n)));
        } else if (value instanceof TlaBool bool) {
            return new JsonPrimitive(bool.value());
        } else if (value instanceof TlaStr string) {
            return new JsonPrimitive(string.value());
        } else if (value instanceof TlaModelValue model) {
            return tagged(MODEL, new JsonPrimitive(model.name()));
        } else if (value instanceof TlaSet set) {
            return tagged(SET, array(set.members()));
        } else if (value instanceof TlaTuple tuple) {
            return tagged(TUPLE, array(tuple.elements()));
        } else if (value instanceof TlaRecord fields) {
            return record(fields);
        }
        TlaFunction function = (TlaFunction) value;
        return map(function.domain(), function.values());
    }

    private static JsonElement record(TlaRecord fields) {
        List<String> names = fields.names();
        if (names.stream().anyMatch(name -> name.startsWith("#"))) {
            // Would be taken for one of ITF's own words.
            return map(names.stream().map(TlaValue::string).toList(), fields.values());
        }
        JsonObject object = new JsonObject();
        for (int i = 0; i < names.size(); i++) {
            object.add(names.get(i), toJson(fields.values().get(i)));
        }
        return object;
    }

    private static JsonElement map(List<? extends TlaValue> domain, List<TlaValue> values) {
        JsonArray pairs = new JsonArray();
        for (int i = 0; i < domain.size(); i++) {
            JsonArray pair = new JsonArray();
            pair.add(toJson(domain.get(i)));
            pair.add(toJson(values.get(i)));
            pairs.add(pair);
        }
        return tagged(MAP, pairs);
    }

    private static JsonArray array(List<TlaValue> values) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(toJson(value)));
        return array;
    }

    private static JsonObject tagged(String tag, JsonElement content) {
        JsonObject object = new JsonObject();
        object.add(tag, content);
        return object;
    }
}
