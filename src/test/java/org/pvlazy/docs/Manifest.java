package org.pvlazy.docs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;

/** specs/manifest.json, as far as the documentation has to agree with it. */
final class Manifest {
    /** One model; {@code property} is empty where none is expected to fail. */
    record Entry(String name, String module, String cfg, String mode, String expected, String property) {
        /** A violation that has to be explained: one of a posting, not one that is made on purpose. */
        boolean wantsEssay() {
            return expected.equals("violation") && !mode.equals("witness") && !mode.equals("necessity");
        }

        String essay() {
            return "traces/counterexamples/" + name + ".md";
        }
    }

    private Manifest() {}

    static List<Entry> read() {
        JsonObject manifest =
                JsonParser.parseString(Repository.read("specs/manifest.json")).getAsJsonObject();
        List<Entry> entries = new ArrayList<>();
        for (JsonElement element : manifest.getAsJsonArray("models")) {
            JsonObject model = element.getAsJsonObject();
            entries.add(new Entry(
                    text(model, "name"),
                    text(model, "module"),
                    text(model, "cfg"),
                    text(model, "mode"),
                    text(model, "expected"),
                    text(model, "property")));
        }
        return entries;
    }

    private static String text(JsonObject model, String field) {
        return model.has(field) ? model.get(field).getAsString() : "";
    }
}
