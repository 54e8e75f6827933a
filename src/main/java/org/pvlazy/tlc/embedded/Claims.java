package org.pvlazy.tlc.embedded;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tlc.ClaimPart;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.LevelNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.st.Location;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.EvalControl;
import tlc2.tool.IContextEnumerator;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;
import tlc2.value.impl.BoolValue;

/**
 * Takes a property apart in a state. Of an invariant, what is false, down to the smallest parts that are; of a temporal property, each
 * predicate of states in it, true or false.
 */
final class Claims {
    /** Of those elements of a set that something is false for, so many are named. */
    private static final int EXAMPLES = 3;

    private static final int LONGEST_VALUE = 160;

    private final Tool tool;
    private final TLCState state;
    private final List<ClaimPart> parts = new ArrayList<>();

    private Claims(Tool tool, TLCState state) {
        this.tool = tool;
        this.state = state;
    }

    static List<ClaimPart> of(Tool tool, TLCState state, SemanticNode property) {
        Claims claims = new Claims(tool, state);
        if (level(property) <= LevelConstants.VariableLevel) {
            claims.whatIsFalse(property, Context.Empty, List.of());
        } else {
            claims.predicates(property, Context.Empty, List.of());
        }
        return claims.parts;
    }

    private void whatIsFalse(SemanticNode node, Context context, List<String> bound) {
        Boolean holds = holds(node, context);
        if (holds == null || holds) {
            return;
        }
        if (node instanceof LetInNode let) {
            whatIsFalse(let.getBody(), context, bound);
        } else if (!(node instanceof OpApplNode call) || !insideFalse(call, context, bound)) {
            add(node, context, bound, false);
        }
    }

    /** Goes into an expression that is false; false if there is nothing to go into. */
    private boolean insideFalse(OpApplNode call, Context context, List<String> bound) {
        ExprOrOpArgNode[] arguments = call.getArgs();
        switch (BuiltInOPs.getOpCode(call.getOperator().getName())) {
            case ToolGlobals.OPCODE_cl, ToolGlobals.OPCODE_land, ToolGlobals.OPCODE_dl, ToolGlobals.OPCODE_lor -> {
                for (ExprOrOpArgNode argument : arguments) {
                    whatIsFalse(argument, context, bound);
                }
            }
            case ToolGlobals.OPCODE_implies -> {
                add(arguments[0], context, bound, true);
                whatIsFalse(arguments[1], context, bound);
            }
            case ToolGlobals.OPCODE_ite ->
                whatIsFalse(arguments[isTrue(arguments[0], context) ? 1 : 2], context, bound);
            case ToolGlobals.OPCODE_bf -> {
                int before = 0;
                for (Binding each : bindings(call, context, bound)) {
                    if (before < EXAMPLES && !isTrue(arguments[0], each.context())) {
                        before++;
                        whatIsFalse(arguments[0], each.context(), each.bound());
                    }
                }
            }
            default -> {
                Expansion expansion = Expansion.of(tool, call, context);
                if (expansion == null) {
                    return false;
                }
                whatIsFalse(expansion.body(), expansion.context(), bound);
            }
        }
        return true;
    }

    private void predicates(SemanticNode node, Context context, List<String> bound) {
        if (level(node) <= LevelConstants.VariableLevel) {
            add(node, context, bound, isTrue(node, context));
        } else if (node instanceof LetInNode let) {
            predicates(let.getBody(), context, bound);
        } else if (node instanceof OpApplNode call) {
            if (BuiltInOPs.getOpCode(call.getOperator().getName()) == ToolGlobals.OPCODE_bf) {
                bindings(call, context, bound)
                        .forEach(each -> predicates(call.getArgs()[0], each.context(), each.bound()));
                return;
            }
            Expansion expansion = Expansion.of(tool, call, context);
            if (expansion != null) {
                predicates(expansion.body(), expansion.context(), bound);
                return;
            }
            for (ExprOrOpArgNode argument : call.getArgs()) {
                predicates(argument, context, bound);
            }
        }
    }

    private record Binding(Context context, List<String> bound) {}

    private List<Binding> bindings(OpApplNode quantified, Context context, List<String> bound) {
        List<Binding> all = new ArrayList<>();
        IContextEnumerator each = tool.contexts(quantified, context, state, TLCState.Empty, EvalControl.Clear);
        for (Context next = each.nextElement(); next != null; next = each.nextElement()) {
            List<String> names = new ArrayList<>(bound);
            for (FormalParamNode[] group : quantified.getBdedQuantSymbolLists()) {
                for (FormalParamNode variable : group) {
                    names.add(variable.getName() + " = " + next.lookup(variable));
                }
            }
            all.add(new Binding(next, names));
        }
        return all;
    }

    private void add(SemanticNode node, Context context, List<String> bound, boolean holds) {
        Location at = node.getLocation();
        Set<String> values = new LinkedHashSet<>();
        collect(node, context, values);
        values.removeIf(value -> value.startsWith(SourceWords.of(node) + " = "));
        parts.add(new ClaimPart(
                SourceWords.of(node), at.source(), at.beginLine(), at.endLine(), bound, holds, List.copyOf(values)));
    }

    /** The values of what a part speaks of: variables, applications of functions, operators. */
    private void collect(SemanticNode node, Context context, Set<String> values) {
        if (!(node instanceof OpApplNode call) || level(node) == LevelConstants.ConstantLevel) {
            return;
        }
        int opcode = BuiltInOPs.getOpCode(call.getOperator().getName());
        boolean named = opcode == 0 || opcode == ToolGlobals.OPCODE_fa || call.getOperator() instanceof OpDeclNode;
        String value = named ? value(node, context) : null;
        if (value != null) {
            values.add(SourceWords.of(node) + " = " + value);
        }
        if (opcode != ToolGlobals.OPCODE_fa) {
            for (ExprOrOpArgNode argument : call.getArgs()) {
                if (argument != null) {
                    collect(argument, context, values);
                }
            }
        }
    }

    private @Nullable String value(SemanticNode node, Context context) {
        try {
            String value = String.valueOf(tool.eval(node, context, state));
            return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "..." : value;
        } catch (RuntimeException e) {
            // The name of a variable that is bound further inside has no value here; TLC throws many types.
            return null;
        }
    }

    private boolean isTrue(SemanticNode node, Context context) {
        return Boolean.TRUE.equals(holds(node, context));
    }

    /** Null if it cannot be evaluated: a conjunct may rely on one before it that is false. */
    private @Nullable Boolean holds(SemanticNode node, Context context) {
        try {
            return tool.eval(node, context, state) == BoolValue.ValTrue;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static int level(SemanticNode node) {
        return node instanceof LevelNode expression ? expression.getLevel() : LevelConstants.TemporalLevel;
    }
}
