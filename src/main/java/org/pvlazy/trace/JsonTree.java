package org.pvlazy.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.internal.LazilyParsedNumber;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON strictly: nothing after the end, no key twice, and complaints that say where. */
public final class JsonTree {
    private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");

    private final String file;
    private final JsonReader in;

    private JsonTree(String file, String text) {
        this.file = file;
        this.in = new JsonReader(new StringReader(text));
        in.setStrictness(Strictness.STRICT);
    }

    /** The root of the document. */
    public static JsonElement parse(String file, String text) throws TraceFormatException {
        if (text.isBlank()) {
            throw new TraceFormatException(file, "empty file");
        }
        JsonTree tree = new JsonTree(file, text);
        try {
            JsonElement root = tree.element();
            if (tree.in.peek() != JsonToken.END_DOCUMENT) {
                throw tree.problem(tree.in.toString(), "something follows the end");
            }
            return root;
        } catch (TraceFormatException e) {
            throw e;
        } catch (EOFException e) {
            throw tree.problem(String.valueOf(e.getMessage()), "the file ends too early");
        } catch (MalformedJsonException e) {
            throw tree.problem(String.valueOf(e.getMessage()), "malformed JSON");
        } catch (IOException e) {
            throw new TraceFormatException(file, String.valueOf(e.getMessage()));
        }
    }

    private JsonElement element() throws IOException {
        return switch (in.peek()) {
            case BEGIN_OBJECT -> object();
            case BEGIN_ARRAY -> array();
            case STRING -> new JsonPrimitive(in.nextString());
            case NUMBER -> new JsonPrimitive(new LazilyParsedNumber(in.nextString()));
            case BOOLEAN -> new JsonPrimitive(in.nextBoolean());
            default -> {
                in.nextNull();
                yield JsonNull.INSTANCE;
            }
        };
    }

    private JsonObject object() throws IOException {
        JsonObject object = new JsonObject();
        in.beginObject();
        while (in.hasNext()) {
            String key = in.nextName();
            if (object.has(key)) {
                throw problem(in.toString(), "key " + key + " twice");
            }
            object.add(key, element());
        }
        in.endObject();
        return object;
    }

    private JsonArray array() throws IOException {
        JsonArray array = new JsonArray();
        in.beginArray();
        while (in.hasNext()) {
            array.add(element());
        }
        in.endArray();
        return array;
    }

    private TraceFormatException problem(String whereGsonIs, String problem) {
        Matcher place = PLACE.matcher(whereGsonIs);
        String at = place.find() ? "line " + place.group(1) + ", column " + place.group(2) + ": " : "";
        return new TraceFormatException(file, at + problem);
    }
}
