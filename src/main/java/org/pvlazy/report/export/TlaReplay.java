package org.pvlazy.report.export;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.pvlazy.tla.TlaState;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.Violation;

/**
 * A module that replays a trace in TLC as it is: with the specifications beside it, TLC takes the steps of the trace and no others, checks
 * that each is one of the specification, and reports the violation in the same state.
 *
 * @param root the root module of the trace's model
 * @param config the text of the model's configuration
 */
public record TlaReplay(Trace trace, String root, String config) {
    /** The name of the module, and of its configuration. */
    public static final String NAME = "Replay";

    /** The text of the module. */
    public String module() {
        String vars = String.join(", ", trace.variables());
        StringBuilder out = new StringBuilder("---- MODULE " + NAME + " ----\n")
                .append("\\* " + OneLine.of(trace.origin().model()) + ": the specification, held to one behaviour.\n")
                .append("\\* java -cp tla2tools.jar tlc2.TLC -deadlock -config " + NAME + ".cfg " + NAME + "\n")
                .append("EXTENDS " + root + ", Integers, Sequences, TLC\n\n")
                .append("VARIABLE at    \\* the number of the state, from 1\n\n")
                .append("Behaviour == <<\n");
        StringJoiner states = new StringJoiner(",\n");
        trace.states().forEach(each -> states.add(record(each.state())));
        out.append(states).append(" >>\n\n");
        out.append("Here(s) ==\n");
        trace.variables().forEach(name -> out.append("    /\\ " + name + " = s." + name + "\n"));
        out.append("\nReplayInit == Init /\\ at = 1 /\\ Here(Behaviour[1])\n");
        out.append("ReplayNext ==\n    \\E to \\in 1 .. " + trace.states().size() + " :\n");
        out.append("        /\\ " + following()
                + "\n        /\\ at' = to\n        /\\ Next\n        /\\ Here(Behaviour[to])'\n");
        out.append("ReplayVars == <<at, " + vars + ">>\n");
        out.append("ReplaySpec == ReplayInit /\\ [][ReplayNext]_ReplayVars /\\ WF_ReplayVars(ReplayNext)\n");
        return out.append("====\n").toString();
    }

    /** The text of the configuration: the constants of the model, and the one property. */
    public String configuration() {
        List<String> constants = new ArrayList<>();
        boolean inside = false;
        for (String line : config.lines().toList()) {
            String word = line.strip().split("\\s+", 2)[0];
            boolean keyword = !line.isEmpty() && Character.isUpperCase(line.charAt(0));
            if (keyword) {
                inside = word.equals("CONSTANTS") || word.equals("CONSTANT");
            }
            if (inside) {
                constants.add(line);
            }
        }
        Violation violation = trace.violation();
        StringBuilder out = new StringBuilder("SPECIFICATION ReplaySpec\nCHECK_DEADLOCK FALSE\n");
        out.append(String.join("\n", constants)).append('\n');
        if (violation != null) {
            out.append(violation.kind() == Violation.Kind.SAFETY ? "INVARIANT " : "PROPERTY ")
                    .append(violation.property());
            out.append('\n');
        }
        return out.toString();
    }

    private String following() {
        return trace.end() instanceof TraceEnd.Lasso lasso
                ? "\\/ to = at + 1\n           \\/ at = " + trace.states().size() + " /\\ to = " + (lasso.index() + 1)
                : "to = at + 1";
    }

    private static String record(TlaState state) {
        StringJoiner fields = new StringJoiner(",\n     ", "    [", "]");
        for (int i = 0; i < state.variables().size(); i++) {
            fields.add(state.variables().get(i) + " |-> " + state.values().get(i));
        }
        return fields.toString();
    }
}
