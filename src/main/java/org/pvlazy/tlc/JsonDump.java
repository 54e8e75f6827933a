package org.pvlazy.tlc;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.TlaState;
import org.pvlazy.trace.TraceEnd;

/**
 * A counterexample as a newer TLC writes it under {@code -dumpTrace json}: a list of states, or an object with numbered states and the actions
 * between them. In JSON a set, a sequence and a function are all lists, so the states are not read but recognised: of those that the
 * specification has there, the one that would be written like that.
 */
public final class JsonDump {
    private static final String STATE = "state";
    private static final String ACTION = "action";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final List<JsonObject> states = new ArrayList<>();
    private TraceEnd end = new TraceEnd.Open();

    private JsonDump() {}

    /** Whether a document is such a dump. */
    public static boolean is(JsonElement root) {
        return root instanceof JsonArray
                || (root instanceof JsonObject object && object.get(STATE) instanceof JsonArray);
    }

    /**
     * Reads a dump.
     *
     * @throws EvaluationException if it has no states
     */
    public static JsonDump read(JsonElement root) {
        JsonDump dump = new JsonDump();
        if (root instanceof JsonArray states) {
            states.forEach(dump::add);
        } else if (root instanceof JsonObject object && object.get(STATE) instanceof JsonArray numbered) {
            List<JsonArray> pairs = new ArrayList<>();
            numbered.forEach(each -> pairs.add(pair(each)));
            pairs.sort(Comparator.comparingInt(pair -> pair.get(0).getAsInt()));
            pairs.forEach(pair -> dump.add(pair.get(1)));
            dump.closes(object.get(ACTION));
        }
        if (dump.states.isEmpty()) {
            throw new EvaluationException("the dump has no states");
        }
        return dump;
    }

    private void add(JsonElement state) {
        if (!(state instanceof JsonObject object)) {
            throw new EvaluationException("state " + (states.size() + 1) + " of the dump is no object");
        }
        states.add(object);
    }

    private static JsonArray pair(@Nullable JsonElement element) {
        if (element instanceof JsonArray array
                && array.size() >= 2
                && array.get(0) instanceof JsonPrimitive number
                && number.isNumber()
                && NUMBER.matcher(number.getAsString()).matches()) {
            return array;
        }
        throw new EvaluationException("a state of the dump has no number: " + element);
    }

    /** An action from the last state to an earlier one closes a loop, one to itself says that nothing more happens. */
    private void closes(@Nullable JsonElement actions) {
        if (actions instanceof JsonArray all) {
            for (JsonElement each : all) {
                if (each instanceof JsonArray action && action.size() == 3) {
                    int from = pair(action.get(0)).get(0).getAsInt();
                    int to = pair(action.get(2)).get(0).getAsInt();
                    if (from == states.size() && to == from) {
                        end = new TraceEnd.Stuttering();
                    } else if (from == states.size() && to < from) {
                        end = new TraceEnd.Lasso(to - 1);
                    }
                }
            }
        }
    }

    /**
     * The behaviour of the specification that the dump is of.
     *
     * @throws EvaluationException naming the state that the specification does not have there
     */
    public Counterexample recognise(Evaluator evaluator) {
        List<Counterexample.Step> steps = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            JsonObject wanted = states.get(i);
            List<Counterexample.Step> candidates = i == 0
                    ? evaluator.initialStates().stream()
                            .map(state -> new Counterexample.Step("", state))
                            .toList()
                    : evaluator.successors(steps.get(i - 1).state()).stream()
                            .map(successor ->
                                    new Counterexample.Step(successor.label().name(), successor.state()))
                            .toList();
            int number = i + 1;
            steps.add(candidates.stream()
                    .filter(candidate -> looksLike(candidate.state(), wanted))
                    .findFirst()
                    .orElseThrow(() -> new EvaluationException(
                            "state " + number + " of the dump is none that the specification has there")));
        }
        return new Counterexample(steps, end);
    }

    private static boolean looksLike(TlaState state, JsonObject json) {
        return state.variables().stream()
                .allMatch(variable -> JsonLikeness.of(state.value(variable), json.get(variable)));
    }
}
