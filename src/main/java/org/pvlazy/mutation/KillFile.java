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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.mutation.Kill.Status;
import org.pvlazy.mutation.Mutant.Side;
import org.pvlazy.tlc.ManifestException;

/** What came of mutants, as it stands in the machine-readable result: a run that was interrupted goes on from there. */
public final class KillFile {
    private KillFile() {}

    /**
     * The mutants of a result.
     *
     * @throws ManifestException if the file is none
     */
    public static List<Kill> read(Path file) throws IOException {
        List<Kill> kills = new ArrayList<>();
        try {
            JsonArray mutants = JsonParser.parseString(Files.readString(file))
                    .getAsJsonObject()
                    .getAsJsonArray("mutants");
            for (JsonElement mutant : mutants) {
                kills.add(kill(mutant.getAsJsonObject()));
            }
            return kills;
        } catch (CharacterCodingException
                | JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | NullPointerException
                | UnsupportedOperationException
                | ClassCastException e) {
            throw new ManifestException(file + ": no result of mutate", e);
        }
    }

    static JsonObject toJson(Kill kill) {
        JsonObject json = new JsonObject();
        json.addProperty("name", kill.mutant().name());
        json.addProperty("side", kill.mutant().side().toString());
        JsonArray killers = new JsonArray();
        kill.killedBy().forEach(killers::add);
        json.add("killedBy", killers);
        json.addProperty("kind", kill.mutant().kind());
        json.addProperty("subject", kill.mutant().subject());
        json.addProperty("status", kill.status().word());
        json.addProperty("invalid", kill.status() == Status.INVALID ? kill.why() : null);
        json.addProperty("notJudged", kill.status() == Status.NOT_JUDGED ? kill.why() : null);
        return json;
    }

    private static Kill kill(JsonObject json) {
        String side = json.get("side").getAsString();
        String status = json.get("status").getAsString();
        Mutant mutant = new Mutant(
                json.get("name").getAsString(),
                only(Arrays.stream(Side.values())
                        .filter(each -> each.toString().equals(side))
                        .toList()),
                json.get("kind").getAsString(),
                json.get("subject").getAsString());
        List<String> killers = new ArrayList<>();
        json.getAsJsonArray("killedBy").forEach(killer -> killers.add(killer.getAsString()));
        String invalid = text(json.get("invalid"));
        return new Kill(
                mutant,
                only(Arrays.stream(Status.values())
                        .filter(each -> each.word().equals(status))
                        .toList()),
                killers,
                invalid == null ? text(json.get("notJudged")) : invalid);
    }

    private static @Nullable String text(JsonElement element) {
        return element.isJsonNull() ? null : element.getAsString();
    }

    private static <T> T only(List<T> found) {
        if (found.size() != 1) {
            throw new IllegalStateException("neither side nor status");
        }
        return found.get(0);
    }
}
