package org.pvlazy.tlc;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The list of every model: {@code manifest.json} in the folder of the specifications. */
public final class Manifest {
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
        } catch (JsonParseException | IllegalStateException | ClassCastException e) {
            throw new ManifestException(file + ": " + firstLine(e), e);
        }
    }

    private static List<Model> parse(Path file, String text) {
        Gson gson = new Gson();
        JsonObject root = gson.fromJson(text, JsonObject.class);
        if (root == null || !root.has("models")) {
            throw new ManifestException(file + ": no \"models\"", null);
        }
        List<Model> models = new ArrayList<>();
        for (var element : root.getAsJsonArray("models")) {
            String place = file + ": models[" + models.size() + "]";
            JsonObject object = element.getAsJsonObject();
            for (String field : REQUIRED) {
                if (!object.has(field)) {
                    throw new ManifestException(place + ": no \"" + field + "\"", null);
                }
            }
            Model model = gson.fromJson(object, Model.class);
            if (model.violates() && model.property() == null) {
                throw new ManifestException(place + ": a violation without \"property\"", null);
            }
            models.add(model);
        }
        return models;
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
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("damaged");
    }
}
