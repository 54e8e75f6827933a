package org.pvlazy.tlc;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.TlaBool;
import org.pvlazy.tla.TlaFunction;
import org.pvlazy.tla.TlaInt;
import org.pvlazy.tla.TlaModelValue;
import org.pvlazy.tla.TlaRecord;
import org.pvlazy.tla.TlaSet;
import org.pvlazy.tla.TlaStr;
import org.pvlazy.tla.TlaTuple;
import org.pvlazy.tla.TlaValue;

/** Whether TLC would write a value as some JSON. Different values may be written alike. */
final class JsonLikeness {
    private JsonLikeness() {}

    static boolean of(TlaValue value, @Nullable JsonElement json) {
        if (value instanceof TlaSet set) {
            return json instanceof JsonArray array && sameMembers(set.members(), array);
        } else if (value instanceof TlaTuple tuple) {
            boolean emptyObject = tuple.size() == 0 && json instanceof JsonObject object && object.size() == 0;
            return emptyObject || (json instanceof JsonArray array && sameElements(tuple.elements(), array));
        } else if (value instanceof TlaRecord fields) {
            return sameFields(fields.names(), fields.values(), json);
        } else if (value instanceof TlaFunction function) {
            List<String> keys =
                    function.domain().stream().map(JsonLikeness::text).toList();
            return sameFields(keys, function.values(), json);
        }
        return json instanceof JsonPrimitive primitive && simple(value, primitive);
    }

    private static boolean simple(TlaValue value, JsonPrimitive primitive) {
        if (value instanceof TlaBool bool) {
            return primitive.isBoolean() && primitive.getAsBoolean() == bool.value();
        } else if (value instanceof TlaInt number) {
            return primitive.isNumber() && primitive.getAsString().equals(Long.toString(number.value()));
        }
        return primitive.isString() && primitive.getAsString().equals(text(value));
    }

    private static boolean sameFields(List<String> names, List<TlaValue> values, @Nullable JsonElement json) {
        if (!(json instanceof JsonObject object) || object.size() != names.size()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (!of(values.get(i), object.get(names.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameElements(List<TlaValue> elements, JsonArray array) {
        if (elements.size() != array.size()) {
            return false;
        }
        for (int i = 0; i < elements.size(); i++) {
            if (!of(elements.get(i), array.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The order in which a set is written does not matter. */
    private static boolean sameMembers(List<TlaValue> members, JsonArray array) {
        List<JsonElement> left = new ArrayList<>(array.asList());
        for (TlaValue member : members) {
            boolean found = false;
            for (Iterator<JsonElement> each = left.iterator(); each.hasNext() && !found; ) {
                found = of(member, each.next());
                if (found) {
                    each.remove();
                }
            }
            if (!found) {
                return false;
            }
        }
        return left.isEmpty();
    }

    private static String text(TlaValue value) {
        if (value instanceof TlaStr string) {
            return string.value();
        }
        return value instanceof TlaModelValue model ? model.name() : value.toString();
    }
}
