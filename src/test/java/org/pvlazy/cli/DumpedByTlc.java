package org.pvlazy.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.pvlazy.tla.TlaBool;
import org.pvlazy.tla.TlaFunction;
import org.pvlazy.tla.TlaInt;
import org.pvlazy.tla.TlaRecord;
import org.pvlazy.tla.TlaSet;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaStr;
import org.pvlazy.tla.TlaTuple;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;

/** Writes a trace as a newer TLC does under -dumpTrace json; sets in an order of their own. */
final class DumpedByTlc {
    private DumpedByTlc() {}

    /** The states in a list. */
    static String bare(Trace trace) {
        JsonArray states = new JsonArray();
        trace.states().forEach(each -> states.add(state(each.state())));
        return states.toString();
    }

    /** The states with their numbers, backwards, and the actions between them. */
    static String numbered(Trace trace) {
        JsonArray states = new JsonArray();
        JsonArray actions = new JsonArray();
        int last = trace.states().size() - 1;
        for (int i = last; i >= 0; i--) {
            states.add(numbered(trace, i));
            if (i > 0) {
                actions.add(action(trace, i - 1, i));
            }
        }
        if (trace.end() instanceof TraceEnd.Lasso lasso) {
            actions.add(action(trace, last, lasso.index()));
        } else if (trace.end() instanceof TraceEnd.Stuttering) {
            actions.add(action(trace, last, last));
        }
        JsonObject root = new JsonObject();
        root.add("state", states);
        root.add("action", actions);
        return root.toString();
    }

    private static JsonArray action(Trace trace, int from, int to) {
        JsonArray action = new JsonArray();
        action.add(numbered(trace, from));
        action.add(new JsonObject());
        action.add(numbered(trace, to));
        return action;
    }

    private static JsonArray numbered(Trace trace, int index) {
        JsonArray pair = new JsonArray();
        pair.add(index + 1);
        pair.add(state(trace.state(index)));
        return pair;
    }

    private static JsonObject state(TlaState state) {
        JsonObject json = new JsonObject();
        state.variables().forEach(name -> json.add(name, value(state.value(name))));
        return json;
    }

    private static JsonElement value(TlaValue value) {
        if (value instanceof TlaInt number) {
            return new JsonPrimitive(number.value());
        } else if (value instanceof TlaBool bool) {
            return new JsonPrimitive(bool.value());
        } else if (value instanceof TlaSet set) {
            List<TlaValue> members = new ArrayList<>(set.members());
            Collections.reverse(members);
            return list(members);
        } else if (value instanceof TlaTuple tuple) {
            return list(tuple.elements());
        } else if (value instanceof TlaRecord fields) {
            JsonObject json = new JsonObject();
            fields.names().forEach(name -> json.add(name, value(fields.field(name))));
            return json;
        } else if (value instanceof TlaFunction function) {
            JsonObject json = new JsonObject();
            function.domain().forEach(key -> json.add(plain(key), value(function.apply(key))));
            return json;
        }
        return new JsonPrimitive(plain(value));
    }

    private static JsonArray list(List<TlaValue> values) {
        JsonArray array = new JsonArray();
        values.forEach(each -> array.add(value(each)));
        return array;
    }

    private static String plain(TlaValue value) {
        return value instanceof TlaStr string ? string.value() : value.toString();
    }
}
