package org.pvlazy.tlc.embedded;

import org.jspecify.annotations.Nullable;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.LevelNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.st.Location;
import tlc2.tool.Action;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;
import tlc2.value.impl.BoolValue;

/**
 * Finds out why an action cannot be taken in a state: walks its body, through conjunctions, the branch of an IF that applies, and
 * definitions, to the first conjunct about the state alone that is false.
 */
final class Conjuncts {
    /** The level of an expression with primes; below it is one that a state decides. */
    private static final int ACTION_LEVEL = 2;

    private final Tool tool;
    private final TLCState state;

    Conjuncts(Tool tool, TLCState state) {
        this.tool = tool;
        this.state = state;
    }

    /** The conjunct as it is written, with its place; null if there is none, or none that can be evaluated. */
    @Nullable
    String firstFalse(Action action) {
        try {
            SemanticNode node = find(action.pred, action.con);
            return node == null ? null : described(node);
        } catch (RuntimeException e) {
            // An explanation that cannot be had is none; TLC throws many types.
            return null;
        }
    }

    private static String described(SemanticNode node) {
        Location at = node.getLocation();
        String text = SourceWords.of(node);
        return text + (text.isEmpty() ? "(" : " (") + at.source() + ".tla:" + at.beginLine() + ")";
    }

    private @Nullable SemanticNode find(SemanticNode node, Context context) {
        if (node instanceof LetInNode let) {
            return find(let.getBody(), context);
        }
        if (!(node instanceof OpApplNode call)) {
            return null;
        }
        boolean decided = level(node) < ACTION_LEVEL && context.lookup(call.getOperator()) == null;
        if (decided && tool.eval(node, context, state) != BoolValue.ValFalse) {
            return null;
        }
        SemanticNode inner = inside(call, context);
        return inner == null && decided ? node : inner;
    }

    private @Nullable SemanticNode inside(OpApplNode call, Context context) {
        ExprOrOpArgNode[] arguments = call.getArgs();
        int opcode = BuiltInOPs.getOpCode(call.getOperator().getName());
        if (opcode == ToolGlobals.OPCODE_cl || opcode == ToolGlobals.OPCODE_land) {
            for (ExprOrOpArgNode argument : arguments) {
                SemanticNode found = find(argument, context);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        if (opcode == ToolGlobals.OPCODE_ite) {
            boolean holds = tool.eval(arguments[0], context, state) == BoolValue.ValTrue;
            return find(arguments[holds ? 1 : 2], context);
        }
        Expansion expansion = Expansion.of(tool, call, context);
        return expansion == null ? null : find(expansion.body(), expansion.context());
    }

    private static int level(SemanticNode node) {
        return node instanceof LevelNode level ? level.getLevel() : ACTION_LEVEL;
    }
}
