package org.pvlazy.tlc;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The list of every model: {@code manifest.json} in the folder of the specifications. */
public final class Manifest {
    /** How long a model may take: under 10 s, under 60 s, longer. */
    public static final List<String> TIME_CLASSES = List.of("smoke", "small", "large");

    private static final String FILE = "manifest.json";
    private static final List<String> REQUIRED = List.of(
            "name",
            "slice",
            "variant",
            "module",
            "cfg",
            "what",
            "mode",
            "expected",
            "tlcExit",
            "distinct",
            "generated",
            "timeClass",
            "replay");

    private static final Map<String, List<String>> WORDS = Map.of(
            "variant",
            Model.VARIANTS,
            "mode",
            List.of("exhaustive", "liveness", "counterexample", "necessity", "witness"),
            "expected",
            List.of("pass", "violation"),
            "timeClass",
            TIME_CLASSES);

    private final Path specs;
    private final List<Model> models;

    private Manifest(Path specs, List<Model> models) {
        this.specs = specs;
        this.models = List.copyOf(models);
    }

    /**
     * Reads the manifest of a folder of specifications.
     *
     * @throws ManifestException naming file and place if it is missing or damaged
     */
    public static Manifest read(Path specs) {
        Path file = specs.resolve(FILE);
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new ManifestException(file + ": cannot be read", e);
        }
        try {
            return new Manifest(specs, parse(file, text));
        } catch (JsonParseException e) {
            throw new ManifestException(file + ": " + firstLine(e), e);
        }
    }

    private static List<Model> parse(Path file, String text) {
        Gson gson = new Gson();
        if (!(gson.fromJson(text, JsonElement.class) instanceof JsonObject root)
                || !(root.get("models") instanceof JsonArray array)) {
            throw new ManifestException(file + ": no list \"models\"", null);
        }
        List<Model> models = new ArrayList<>();
        for (JsonElement element : array) {
            models.add(model(gson, file + ": models[" + models.size() + "]", element));
        }
        return models;
    }

    private static Model model(Gson gson, String place, JsonElement element) {
        if (!(element instanceof JsonObject object)) {
            throw new ManifestException(place + ": no object", null);
        }
        for (String field : REQUIRED) {
            if (!object.has(field) || object.get(field).isJsonNull()) {
                throw new ManifestException(place + ": no \"" + field + "\"", null);
            }
        }
        Model model;
        try {
            model = gson.fromJson(object, Model.class);
        } catch (JsonParseException e) {
            throw new ManifestException(place + ": " + firstLine(e), e);
        }
        for (Map.Entry<String, String> word : words(model).entrySet()) {
            List<String> known = WORDS.getOrDefault(word.getKey(), List.of());
            if (!known.contains(word.getValue())) {
                throw new ManifestException(
                        place + "." + word.getKey() + ": expected one of " + known + ", found " + word.getValue(),
                        null);
            }
        }
        if (model.violates() && model.property() == null) {
            throw new ManifestException(place + ": a violation without \"property\"", null);
        }
        return model;
    }

    private static Map<String, String> words(Model model) {
        return Map.of(
                "variant",
                model.variant(),
                "mode",
                model.mode(),
                "expected",
                model.expected(),
                "timeClass",
                model.timeClass());
    }

    /** The folder of the specifications. */
    public Path specs() {
        return specs;
    }

    /** Every model, in the order of the file. */
    public List<Model> models() {
        return models;
    }

    /**
     * The model of that name.
     *
     * @throws ManifestException if there is none
     */
    public Model model(String name) {
        return models.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ManifestException(
                        "unknown model " + name + "; " + specs.resolve(FILE) + " lists "
                                + models.stream().map(Model::name).collect(Collectors.joining(", ")),
                        null));
    }

    private static String firstLine(Exception e) {
        // Gson begins with the name of the exception that it wraps.
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("damaged")
                .replaceFirst("^(?:[\\w.]+Exception: )+", "");
    }
}
