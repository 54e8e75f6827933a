package org.pvlazy.tlc.embedded;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.ActionLabel.Param;
import org.pvlazy.tlc.EvaluationException;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SymbolNode;
import tla2sany.st.Location;
import tlc2.tool.Action;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.ToolGlobals;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;
import tlc2.value.IValue;

/**
 * The labels of the actions into which TLC splits the next-state relation. TLC binds what is quantified over constant sets
 * in front of an action; those of the bindings that belong to the action's own definition are its parameters. An action that
 * TLC could not split that far has no exact label and is refused.
 */
final class ActionLabels {
    private final Tool tool;
    private final ValueBridge values;
    private final @Nullable String root;

    ActionLabels(Tool tool, ValueBridge values) {
        this.tool = tool;
        this.values = values;
        Action next = tool.getNextStateSpec();
        this.root = next == null ? null : rootName(next);
    }

    /** Under NEXT the definition is given, under SPECIFICATION the next-state relation is a call of it. */
    private static @Nullable String rootName(Action next) {
        if (next.getOpDef() != null) {
            return next.getOpDef().getName().toString();
        }
        return next.pred instanceof OpApplNode call
                ? call.getOperator().getName().toString()
                : null;
    }

    /** One label for each action of the tool, in its order. */
    List<ActionLabel> labels() {
        List<ActionLabel> labels = new ArrayList<>();
        for (Action action : tool.getActions()) {
            labels.add(label(action));
        }
        return labels;
    }

    private ActionLabel label(Action action) {
        OpDefNode definition = action.getOpDef();
        if (definition == null) {
            throw refusal("The next-state relation", action, "is not a disjunction of named actions");
        }
        String name = definition.getName().toString();
        if (name.equals(root) || name.equals("Next")) {
            throw refusal(name, action, "has a disjunct that is not a named action");
        }
        refuseUnsplit(name, action, definition);
        List<Param> params = new ArrayList<>();
        forEachBinding(action.con, (symbol, value) -> {
            if (definition.getLocation().includes(symbol.getLocation())) {
                params.add(0, new Param(symbol.getName().toString(), values.fromTlc(value)));
            }
        });
        return new ActionLabel(name, params);
    }

    private void refuseUnsplit(String name, Action action, OpDefNode definition) {
        int kind = action.pred.getKind();
        if (kind == ASTConstants.SubstInKind || kind == ASTConstants.APSubstInKind) {
            throw refusal(name, action, "comes through an INSTANCE with substitutions, which TLC does not split");
        }
        if (!(action.pred instanceof OpApplNode call)) {
            return;
        }
        int opcode = BuiltInOPs.getOpCode(call.getOperator().getName());
        if (opcode == ToolGlobals.OPCODE_be) {
            throw refusal(name, action, "quantifies over a set that depends on the state");
        }
        if (opcode == 0 && call.getOperator().equals(definition) && definition.getArity() > 0) {
            throw refusal(name, action, "has an argument that depends on the state");
        }
    }

    private static EvaluationException refusal(String name, Action action, String why) {
        Location at = action.pred.getLocation();
        return new EvaluationException(name + " " + why + " (" + at.source() + ".tla, line " + at.beginLine()
                + "): its steps have no exact label");
    }

    /** What to do with a bound symbol. */
    private interface Binding {
        void accept(SymbolNode symbol, IValue value);
    }

    /** Innermost binding first. The context shows its names one at a time, to a predicate. */
    private static void forEachBinding(Context context, Binding binding) {
        List<SymbolNode> symbols = new ArrayList<>();
        context.lookupName(symbol -> {
            if (symbol != null && !symbols.contains(symbol)) {
                symbols.add(symbol);
            }
            return false;
        });
        for (SymbolNode symbol : symbols) {
            if (context.lookup(symbol) instanceof IValue value) {
                binding.accept(symbol, value);
            }
        }
    }
}
