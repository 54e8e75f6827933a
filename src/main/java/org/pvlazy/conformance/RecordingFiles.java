package org.pvlazy.conformance;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Recording.Crash;
import org.pvlazy.conformance.Recording.Event;
import org.pvlazy.conformance.Recording.Origin;
import org.pvlazy.tla.TlaParseException;
import org.pvlazy.tla.TlaParser;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.trace.AtomicFiles;
import org.pvlazy.trace.JsonTree;
import org.pvlazy.trace.TextFile;
import org.pvlazy.trace.TraceFormatException;

/**
 * Recordings on disk: JSON, an event on a line. {@code [thread, step, action, page, VM, answer, begin, end, maybe, child, place]};
 * the values of the end are written as the specification writes them.
 */
public final class RecordingFiles {
    private static final String FORMAT = "pvlazy recording 1";
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final List<String> ANSWERS = List.of("ok", "busy", "error", "need_destroy");
    private static final int FIELDS = 11;

    private RecordingFiles() {}

    /** Writes the file whole or not at all. */
    public static void write(Recording recording, Slice slice, Path file) throws IOException {
        StringBuilder text = new StringBuilder("{\"format\": ").append(GSON.toJson(FORMAT));
        text.append(",\n\"origin\": ").append(GSON.toJson(recording.origin()));
        text.append(",\n\"threads\": ").append(GSON.toJson(recording.threads()));
        if (recording.crash() != null) {
            text.append(",\n\"crash\": ").append(GSON.toJson(recording.crash()));
        }
        Map<String, String> last = new TreeMap<>();
        recording.last().forEach((name, value) -> last.put(name, value.toString()));
        text.append(",\n\"last\": ").append(GSON.toJson(last));
        text.append(",\n\"events\": [");
        String separator = "\n";
        for (int thread = 0; thread < recording.events().size(); thread++) {
            for (Event event : recording.events().get(thread)) {
                text.append(separator).append(GSON.toJson(fields(slice, thread, event)));
                separator = ",\n";
            }
        }
        AtomicFiles.writeString(file, text.append("\n]}\n").toString());
    }

    private static List<Object> fields(Slice slice, int thread, Event event) {
        long offer = event.offer();
        return List.of(
                thread,
                Offer.step(offer).name(),
                Offer.action(offer) == 0 ? "" : slice.binding().action(offer),
                Offer.page(offer),
                Offer.vm(offer),
                ANSWERS.get(Offer.answer(offer)),
                event.begin(),
                event.end(),
                event.maybe(),
                event.child(),
                event.place());
    }

    /** The beginning of a file, for whoever must know the slice before the rest can be read. */
    public static Origin origin(Path file) throws IOException {
        return origin(root(file), file);
    }

    private static Origin origin(JsonObject root, Path file) throws TraceFormatException {
        try {
            Origin origin = GSON.fromJson(root.get("origin"), Origin.class);
            if (origin == null || origin.model() == null || origin.variant() == null || origin.specHash() == null) {
                throw new TraceFormatException(file.toString(), "origin: model, variant or specHash is missing");
            }
            return origin;
        } catch (JsonParseException e) {
            throw new TraceFormatException(file.toString(), "origin: " + firstLine(e));
        }
    }

    private static JsonObject root(Path file) throws IOException {
        if (!(JsonTree.parse(file.toString(), TextFile.read(file)) instanceof JsonObject root)
                || !root.has("format")
                || !FORMAT.equals(string(root.get("format")))) {
            throw new TraceFormatException(file.toString(), "format: expected \"" + FORMAT + "\"");
        }
        return root;
    }

    private static @Nullable String string(JsonElement element) {
        return element.isJsonPrimitive() ? element.getAsString() : null;
    }

    /**
     * Reads a file.
     *
     * @throws TraceFormatException if it is damaged; the message names file and place
     */
    public static Recording read(Path file, Slice slice) throws IOException {
        JsonObject root = root(file);
        Origin origin = origin(root, file);
        List<String> threads = new ArrayList<>();
        for (JsonElement name : array(root, "threads", file)) {
            threads.add(String.valueOf(string(name)));
        }
        List<List<Event>> events = new ArrayList<>();
        threads.forEach(thread -> events.add(new ArrayList<>()));
        int number = 0;
        for (JsonElement each : array(root, "events", file)) {
            String place = "events[" + number++ + "]: ";
            try {
                addEvent(events, each, slice);
            } catch (IllegalArgumentException
                    | IllegalStateException
                    | IndexOutOfBoundsException
                    | UnsupportedOperationException e) {
                throw new TraceFormatException(file.toString(), place + firstLine(e));
            }
        }
        Crash crash;
        try {
            crash = GSON.fromJson(root.get("crash"), Crash.class);
        } catch (JsonParseException e) {
            throw new TraceFormatException(file.toString(), "crash: " + firstLine(e));
        }
        return new Recording(origin, threads, events, crash, last(root, file));
    }

    private static JsonArray array(JsonObject root, String name, Path file) throws TraceFormatException {
        if (root.get(name) instanceof JsonArray array) {
            return array;
        }
        throw new TraceFormatException(file.toString(), name + ": missing, or no list");
    }

    private static void addEvent(List<List<Event>> events, JsonElement element, Slice slice) {
        if (!(element instanceof JsonArray fields) || fields.size() != FIELDS) {
            throw new IllegalArgumentException("no list of " + FIELDS);
        }
        long offer = Offer.of(0, org.pvlazy.probe.Step.valueOf(fields.get(1).getAsString()));
        String action = fields.get(2).getAsString();
        if (!action.isEmpty()) {
            Actions.Action known = slice.actions().named(action);
            if (known == null) {
                throw new IllegalArgumentException("unknown action " + action);
            }
            offer = Offer.withAction(offer, known.number());
        }
        offer = Offer.withPage(offer, number(fields.get(3), Offer.MOST_PAGES));
        offer = Offer.withVm(offer, number(fields.get(4), Offer.MOST_VMS));
        int answer = ANSWERS.indexOf(fields.get(5).getAsString());
        if (answer < 0) {
            throw new IllegalArgumentException("unknown answer " + fields.get(5));
        }
        int child = fields.get(9).getAsInt();
        List<Event> own = events.get(fields.get(0).getAsInt());
        long begin = fields.get(6).getAsLong();
        boolean inOrder = own.isEmpty() || own.get(own.size() - 1).end() < begin;
        if (!inOrder || fields.get(7).getAsLong() <= begin || child < 0 || child >= events.size()) {
            throw new IllegalArgumentException("out of order, or of a thread that there is not");
        }
        own.add(new Event(
                Offer.withAnswer(offer, answer),
                begin,
                fields.get(7).getAsLong(),
                fields.get(8).getAsBoolean(),
                child,
                fields.get(10).getAsString()));
    }

    private static int number(JsonElement element, int most) {
        int number = element.getAsInt();
        if (number < 0 || number > most) {
            throw new IllegalArgumentException("not from 0 to " + most + ": " + number);
        }
        return number;
    }

    private static Map<String, TlaValue> last(JsonObject root, Path file) throws TraceFormatException {
        Map<String, TlaValue> last = new TreeMap<>();
        if (!(root.get("last") instanceof JsonObject values)) {
            throw new TraceFormatException(file.toString(), "last: missing, or no object");
        }
        for (Map.Entry<String, JsonElement> each : values.entrySet()) {
            try {
                last.put(each.getKey(), TlaParser.value(String.valueOf(string(each.getValue()))));
            } catch (TlaParseException e) {
                throw new TraceFormatException(file.toString(), "last." + each.getKey() + ": " + firstLine(e));
            }
        }
        return last;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("damaged");
    }
}
