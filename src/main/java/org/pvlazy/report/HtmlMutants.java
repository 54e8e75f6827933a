package org.pvlazy.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The kill matrix in the report: how many faults of each kind were noticed, by what, and those that nothing noticed. */
final class HtmlMutants {
    private static final String KILLED = "killed";
    private static final String INVALID = "invalid";
    /** Of the checks that kill mutants of one kind so many are named. */
    private static final int NAMED = 6;

    private final Map<String, Kind> kinds = new TreeMap<>();
    private final StringBuilder survivors = new StringBuilder();

    private static final class Kind {
        private int all;
        private int killed;
        private int invalid;
        private final Map<String, Integer> killers = new TreeMap<>();
    }

    private HtmlMutants() {}

    static String section(JsonArray mutants) {
        String head = "<h2>Kill matrix</h2>\n";
        if (mutants.isEmpty()) {
            return head
                    + "<p>Not run. <code>./pvlazy mutate --json target/report/mutate.json</code> makes faults in the "
                    + "specifications and in what the checks are told, and <code>./pvlazy report</code> shows here which check "
                    + "notices which.</p>\n";
        }
        HtmlMutants matrix = new HtmlMutants();
        mutants.forEach(matrix::add);
        return head + matrix.table();
    }

    private void add(JsonElement element) {
        JsonObject mutant = element.getAsJsonObject();
        String side = text(mutant, "side");
        String kindName = text(mutant, "kind");
        Kind kind = kinds.computeIfAbsent(kindName.isEmpty() ? side : side + ", " + kindName, key -> new Kind());
        kind.all++;
        JsonArray killers = mutant.get("killedBy") instanceof JsonArray array ? array : new JsonArray();
        String status = mutant.has("status") ? text(mutant, "status") : killers.isEmpty() ? "survived" : KILLED;
        if (status.equals(KILLED)) {
            kind.killed++;
            killers.forEach(killer -> kind.killers.merge(killer.getAsString(), 1, Integer::sum));
        } else if (status.equals(INVALID)) {
            kind.invalid++;
        } else {
            survivors
                    .append("<tr>")
                    .append(Html.cell(text(mutant, "name")))
                    .append(Html.cell(status))
                    .append("<td class=\"what\">")
                    .append(Html.escape(text(mutant, "reason")))
                    .append("</td></tr>\n");
        }
    }

    private String table() {
        StringBuilder body = new StringBuilder();
        kinds.forEach((name, kind) -> {
            int left = kind.all - kind.killed - kind.invalid;
            body.append("<tr>")
                    .append(Html.cell(name))
                    .append(Html.number(Numbers.count(kind.all)))
                    .append(Html.number(Numbers.count(kind.killed)))
                    .append(Html.number(Numbers.count(left)))
                    .append(Html.number(Numbers.count(kind.invalid)))
                    .append("<td class=\"what\">")
                    .append(Html.escape(killers(kind)))
                    .append("</td></tr>\n");
        });
        String matrix = Html.table(
                "Kill matrix",
                Html.head("faults", "#made", "#noticed", "#not noticed", "#no fault", "most often noticed by"),
                body.toString());
        return survivors.isEmpty()
                ? matrix
                : matrix + "<h3>Not noticed</h3>\n"
                        + Html.table("Survivors", Html.head("mutant", "status", "reason"), survivors.toString());
    }

    private static String killers(Kind kind) {
        TreeSet<Map.Entry<String, Integer>> byNumber = new TreeSet<>(
                Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        byNumber.addAll(kind.killers.entrySet());
        StringBuilder text = new StringBuilder();
        byNumber.stream()
                .limit(NAMED)
                .forEach(killer -> text.append(text.isEmpty() ? "" : ", ")
                        .append(killer.getKey())
                        .append(" ")
                        .append(killer.getValue()));
        int more = byNumber.size() - NAMED;
        return more > 0 ? text + " and " + more + " more" : text.toString();
    }

    private static String text(JsonObject json, String name) {
        return json.has(name) && !json.get(name).isJsonNull() ? json.get(name).getAsString() : "";
    }
}
