package org.pvlazy.mutation;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tlc.ManifestException;

/** Why a mutant may survive: {@code survivors.json} in the folder of the specifications has the reason for each that does. */
public final class Survivors {
    private static final String FILE = "survivors.json";

    private final Map<String, String> reasons;

    private Survivors(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    /**
     * Reads the file; there are none if there is none.
     *
     * @throws ManifestException if it is damaged
     */
    public static Survivors read(Path specs) throws IOException {
        Path file = specs.resolve(FILE);
        Map<String, String> reasons = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return new Survivors(reasons);
        }
        try {
            JsonArray all = JsonParser.parseString(Files.readString(file))
                    .getAsJsonObject()
                    .getAsJsonArray("survivors");
            for (JsonElement element : all) {
                add(file, element.getAsJsonObject(), reasons);
            }
        } catch (CharacterCodingException
                | JsonParseException
                | IllegalStateException
                | NullPointerException
                | UnsupportedOperationException
                | ClassCastException e) {
            throw new ManifestException(file + ": no list of survivors, each with name and reason", e);
        }
        return new Survivors(reasons);
    }

    private static void add(Path file, JsonObject survivor, Map<String, String> reasons) {
        String name = survivor.get("name").getAsString();
        String reason = survivor.get("reason").getAsString();
        if (reason.isBlank() || reasons.put(name, reason) != null) {
            throw new ManifestException(file + ": " + name + " has no reason, or two", null);
        }
    }

    /** The names of the mutants that have a reason. */
    public Set<String> names() {
        return reasons.keySet();
    }

    /** Why this mutant may survive; null if it must not. */
    @Nullable
    String reason(Mutant mutant) {
        return reasons.get(mutant.name());
    }
}
