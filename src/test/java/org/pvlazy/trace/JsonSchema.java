package org.pvlazy.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As much of JSON Schema as our schemas use; a keyword that it does not know is an error. */
public final class JsonSchema {
    private static final String DEFINITIONS = "#/$defs/";

    private final JsonObject root;

    private JsonSchema(JsonObject root) {
        this.root = root;
    }

    /** Reads a schema. */
    public static JsonSchema read(Path file) {
        try {
            return new JsonSchema(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What does not fit, each with its place. */
    public List<String> problems(JsonElement json) {
        return problems(root, json, "");
    }

    private List<String> problems(JsonObject schema, JsonElement json, String place) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, JsonElement> each : schema.entrySet()) {
            JsonElement rule = each.getValue();
            switch (each.getKey()) {
                case "$schema", "$defs", "title", "description", "properties" -> {}
                case "$ref" -> {
                    String name = rule.getAsString().substring(DEFINITIONS.length());
                    found.addAll(problems(root.getAsJsonObject("$defs").getAsJsonObject(name), json, place));
                }
                case "type" -> check(isOf(rule.getAsString(), json), place, "not of type " + rule, found);
                case "pattern" ->
                    check(
                            json instanceof JsonPrimitive text
                                    && text.getAsString().matches(rule.getAsString()),
                            place,
                            "not like " + rule,
                            found);
                case "const" -> check(rule.equals(json), place, "not " + rule, found);
                case "required" ->
                    rule.getAsJsonArray()
                            .forEach(name -> check(
                                    json instanceof JsonObject object && object.has(name.getAsString()),
                                    place,
                                    "lacks " + name,
                                    found));
                case "minItems" -> check(size(json) >= rule.getAsInt(), place, "too short", found);
                case "maxItems" -> check(size(json) <= rule.getAsInt(), place, "too long", found);
                case "items" -> items(rule.getAsJsonObject(), json, place, found);
                case "additionalProperties" ->
                    members(schema, rule, json, place).forEach(found::add);
                case "anyOf" ->
                    check(
                            rule.getAsJsonArray().asList().stream()
                                    .anyMatch(one -> problems(one.getAsJsonObject(), json, place)
                                            .isEmpty()),
                            place,
                            "fits none",
                            found);
                default -> throw new IllegalArgumentException("unknown keyword " + each.getKey());
            }
        }
        return found;
    }

    private void items(JsonObject rule, JsonElement json, String place, List<String> found) {
        if (json instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                found.addAll(problems(rule, array.get(i), place + "[" + i + "]"));
            }
        }
    }

    /** Members by their own rules, and those without one by the rule for all others. */
    private List<String> members(JsonObject schema, JsonElement others, JsonElement json, String place) {
        List<String> found = new ArrayList<>();
        if (json instanceof JsonObject object) {
            JsonObject known = schema.has("properties") ? schema.getAsJsonObject("properties") : new JsonObject();
            for (Map.Entry<String, JsonElement> member : object.entrySet()) {
                String at = place.isEmpty() ? member.getKey() : place + "." + member.getKey();
                if (known.has(member.getKey())) {
                    found.addAll(problems(known.getAsJsonObject(member.getKey()), member.getValue(), at));
                } else if (others instanceof JsonObject rule) {
                    found.addAll(problems(rule, member.getValue(), at));
                } else {
                    check(others.getAsBoolean(), at, "not expected", found);
                }
            }
        }
        return found;
    }

    private static void check(boolean fits, String place, String problem, List<String> found) {
        if (!fits) {
            found.add(place + ": " + problem);
        }
    }

    private static int size(JsonElement json) {
        return json instanceof JsonArray array ? array.size() : 0;
    }

    private static boolean isOf(String type, JsonElement json) {
        return switch (type) {
            case "object" -> json instanceof JsonObject;
            case "array" -> json instanceof JsonArray;
            case "string" -> json instanceof JsonPrimitive primitive && primitive.isString();
            case "boolean" -> json instanceof JsonPrimitive primitive && primitive.isBoolean();
            case "integer" ->
                json instanceof JsonPrimitive primitive
                        && primitive.isNumber()
                        && primitive.getAsString().matches("-?\\d+");
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }
}
