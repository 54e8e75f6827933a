package org.pvlazy.report.export;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecHash;

/**
 * The specifications as the repository tlaplus/Examples wants them: everything in one folder, configurations named after their module,
 * a manifest with the result of each model.
 */
public final class ExamplesFolder {
    private static final String FOLDER = "specifications/kvm-lazy-destroy/";
    private static final String AUTHORS = "The pvlazy authors";
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    /** The longest that a model of a time class takes. */
    private static final Map<String, String> RUNTIME =
            Map.of("smoke", "00:00:10", "small", "00:01:00", "large", "unknown");
    /** Exit codes of TLC. */
    private static final Map<Integer, String> RESULT =
            Map.of(0, "success", 12, "safety failure", 13, "liveness failure");

    private final Path specs;
    private final List<Model> models;

    private ExamplesFolder(Path specs, List<Model> models) {
        this.specs = specs;
        this.models = models;
    }

    /** The content of each file, by its path in that repository. */
    public static Map<String, String> of(Manifest manifest, List<Model> models) throws IOException {
        return new ExamplesFolder(manifest.specs(), models).files();
    }

    private Map<String, String> files() throws IOException {
        Set<String> modules = new TreeSet<>();
        Map<String, String> files = new TreeMap<>();
        for (Model model : models) {
            SpecHash.fileNames(model.files(specs)).stream()
                    .filter(name -> name.endsWith(".tla"))
                    .forEach(modules::add);
            files.put(path(model), Files.readString(specs.resolve(model.cfg())));
        }
        for (String module : modules) {
            files.put(FOLDER + module, Files.readString(specs.resolve(module)));
        }
        files.put(FOLDER + "manifest.json", GSON.toJson(manifest(modules)) + "\n");
        files.put(FOLDER + "README.md", readme());
        return files;
    }

    private static String path(Model model) {
        return FOLDER + model.module() + "-" + model.name() + ".cfg";
    }

    private JsonObject manifest(Set<String> modules) {
        JsonObject manifest = new JsonObject();
        manifest.add("sources", new JsonArray());
        manifest.add("authors", array(AUTHORS));
        manifest.add("tags", new JsonArray());
        JsonArray all = new JsonArray();
        for (String module : modules) {
            JsonObject json = new JsonObject();
            json.addProperty("path", FOLDER + module);
            json.add("features", new JsonArray());
            JsonArray own = new JsonArray();
            models.stream()
                    .filter(model -> module.equals(model.module() + ".tla"))
                    .map(ExamplesFolder::json)
                    .forEach(own::add);
            json.add("models", own);
            all.add(json);
        }
        manifest.add("modules", all);
        return manifest;
    }

    /** Counts belong to models that hold; with one worker the depth is the same in every run. */
    private static JsonObject json(Model model) {
        JsonObject json = new JsonObject();
        json.addProperty("path", path(model));
        json.addProperty("runtime", RUNTIME.getOrDefault(model.timeClass(), "unknown"));
        json.addProperty("mode", "exhaustive search");
        json.addProperty("result", RESULT.getOrDefault(model.tlcExit(), "unknown"));
        if (!model.violates()) {
            json.addProperty("distinctStates", model.distinct());
            json.addProperty("totalStates", model.generated());
            if (model.depth() > 0) {
                json.addProperty("stateDepth", model.depth());
            }
        }
        json.addProperty("workers", 1);
        return json;
    }

    private static JsonArray array(String only) {
        JsonArray array = new JsonArray();
        array.add(only);
        return array;
    }

    private String readme() {
        StringBuilder text = new StringBuilder("""
                # Lazy destroy of protected KVM guests

                When a protected guest on s390 is rebooted or shut down, its memory is cleared page by page through slow calls of the
                Ultravisor. The Linux patch series "KVM: s390: pv: implement lazy destroy" (v2, 28 July 2021) does that in the background.
                These specifications follow v1 and v2 as posted, defects included, and a repaired design: each repair is a constant
                `FIX_<NAME>`. The head of each module says what it models and what it leaves out.

                | model | variant | violates | what it shows |
                |---|---|---|---|
                """);
        for (Model model : models) {
            String violated = model.property() == null ? "-" : "`" + model.property() + "`";
            String file = path(model).substring(FOLDER.length());
            text.append("| [%s](%s) | %s | %s | %s |\n"
                    .formatted(model.name(), file, model.variant(), violated, model.what()));
        }
        return text.toString();
    }
}
