package org.pvlazy.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pvlazy.tla.TlaValue;

/** Reads values and other content of a parsed file; every complaint names the place. */
final class ItfDecoder {
    private final String file;

    ItfDecoder(String file) {
        this.file = file;
    }

    TraceFormatException problem(String place, String problem) {
        return new TraceFormatException(file, place.isEmpty() ? problem : place + ": " + problem);
    }

    TlaValue value(String place, JsonElement json) throws TraceFormatException {
        if (json instanceof JsonArray array) {
            return TlaValue.tuple(list(place, array));
        } else if (json instanceof JsonObject object) {
            return object(place, object);
        } else if (json instanceof JsonPrimitive primitive) {
            if (primitive.isBoolean()) {
                return TlaValue.of(primitive.getAsBoolean());
            }
            return primitive.isString()
                    ? TlaValue.string(primitive.getAsString())
                    : TlaValue.of(integer(place, primitive));
        }
        throw problem(place, "null is not a value");
    }

    private TlaValue object(String place, JsonObject object) throws TraceFormatException {
        String tag = object.keySet().stream()
                .filter(key -> key.startsWith("#"))
                .findFirst()
                .orElse("");
        if (tag.isEmpty()) {
            return record(place, object);
        }
        if (object.size() > 1) {
            throw problem(place, tag + " must stand alone");
        }
        JsonElement content = object.get(tag);
        String inside = place + "." + tag;
        return switch (tag) {
            case ItfValues.BIG_INT -> TlaValue.of(parse(inside, text(inside, content)));
            case ItfValues.MODEL -> TlaValue.modelValue(text(inside, content));
            case ItfValues.SET -> TlaValue.set(list(inside, array(inside, content)));
            case ItfValues.TUPLE -> TlaValue.tuple(list(inside, array(inside, content)));
            case ItfValues.MAP -> map(inside, array(inside, content));
            default -> throw problem(place, "unknown kind of value " + tag);
        };
    }

    private TlaValue record(String place, JsonObject object) throws TraceFormatException {
        Map<String, TlaValue> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> field : object.entrySet()) {
            fields.put(field.getKey(), value(place + "." + field.getKey(), field.getValue()));
        }
        return TlaValue.record(fields);
    }

    private TlaValue map(String place, JsonArray pairs) throws TraceFormatException {
        Map<TlaValue, TlaValue> graph = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            String at = place + "[" + i + "]";
            JsonArray pair = array(at, pairs.get(i));
            if (pair.size() != 2) {
                throw problem(at, "expected a key and a value");
            }
            TlaValue key = value(at + "[0]", pair.get(0));
            if (graph.put(key, value(at + "[1]", pair.get(1))) != null) {
                throw problem(at, "two values at " + key);
            }
        }
        return TlaValue.function(graph);
    }

    private List<TlaValue> list(String place, JsonArray array) throws TraceFormatException {
        List<TlaValue> values = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            values.add(value(place + "[" + i + "]", array.get(i)));
        }
        return values;
    }

    JsonArray array(String place, JsonElement json) throws TraceFormatException {
        if (json instanceof JsonArray array) {
            return array;
        }
        throw problem(place, "expected a list, found " + describe(json));
    }

    JsonObject objectAt(String place, JsonElement json) throws TraceFormatException {
        if (json instanceof JsonObject object) {
            return object;
        }
        throw problem(place, "expected an object, found " + describe(json));
    }

    String text(String place, JsonElement json) throws TraceFormatException {
        if (json instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw problem(place, "expected a string, found " + describe(json));
    }

    long integer(String place, JsonElement json) throws TraceFormatException {
        if (json instanceof JsonPrimitive primitive && primitive.isNumber()) {
            return parse(place, primitive.getAsString());
        }
        throw problem(place, "expected an integer, found " + describe(json));
    }

    private long parse(String place, String digits) throws TraceFormatException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw problem(place, "not a 64-bit integer: " + digits);
        }
    }

    private static String describe(JsonElement json) {
        if (json instanceof JsonArray) {
            return "a list";
        } else if (json instanceof JsonObject) {
            return "an object";
        }
        return json.toString();
    }
}
