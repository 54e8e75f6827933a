package org.pvlazy.tlc.embedded;

import java.util.HashSet;
import java.util.Set;
import org.pvlazy.tlc.SpecLine;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.st.Location;
import tlc2.tool.Action;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.EvalControl;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;
import tlc2.value.impl.BoolValue;

/** Follows an action through a step: of IF, CASE and a disjunction only what applies. */
final class TakenLines {
    private final Tool tool;
    private final TLCState from;
    private final TLCState to;
    private final Set<SpecLine> lines = new HashSet<>();

    TakenLines(Tool tool, TLCState from, TLCState to) {
        this.tool = tool;
        this.from = from;
        this.to = to;
    }

    Set<SpecLine> of(Action action) {
        follow(action.pred, action.con);
        return lines;
    }

    private void follow(SemanticNode node, Context context) {
        if (node instanceof LetInNode let) {
            for (SemanticNode definition : let.getLets()) {
                add(definition);
            }
            follow(let.getBody(), context);
        } else if (!(node instanceof OpApplNode call) || !inside(call, context)) {
            add(node);
        }
    }

    private boolean inside(OpApplNode call, Context context) {
        ExprOrOpArgNode[] arguments = call.getArgs();
        switch (BuiltInOPs.getOpCode(call.getOperator().getName())) {
            case ToolGlobals.OPCODE_cl, ToolGlobals.OPCODE_land -> {
                for (ExprOrOpArgNode argument : arguments) {
                    follow(argument, context);
                }
            }
            case ToolGlobals.OPCODE_dl, ToolGlobals.OPCODE_lor -> {
                for (ExprOrOpArgNode argument : arguments) {
                    if (isTrue(argument, context)) {
                        follow(argument, context);
                    }
                }
            }
            case ToolGlobals.OPCODE_ite -> {
                add(arguments[0]);
                follow(arguments[isTrue(arguments[0], context) ? 1 : 2], context);
            }
            case ToolGlobals.OPCODE_case -> {
                for (ExprOrOpArgNode argument : arguments) {
                    OpApplNode arm = (OpApplNode) argument;
                    SemanticNode guard = arm.getArgs()[0];
                    if (guard == null || isTrue(guard, context)) {
                        follow(arm.getArgs()[1], context);
                        break;
                    }
                }
            }
            default -> {
                Expansion expansion = Expansion.of(tool, call, context);
                if (expansion == null) {
                    return false;
                }
                add(call);
                follow(expansion.body(), expansion.context());
            }
        }
        return true;
    }

    /** The first line of a call is that of its name; its arguments are followed where they are used. */
    private void add(SemanticNode node) {
        Location at = node.getLocation();
        boolean call = node instanceof OpApplNode applied
                && BuiltInOPs.getOpCode(applied.getOperator().getName()) == 0;
        int last = call ? at.beginLine() : at.endLine();
        for (int line = at.beginLine(); line <= last; line++) {
            lines.add(new SpecLine(at.source(), line));
        }
    }

    /** What cannot be evaluated in this step has no part in it; TLC throws many types. */
    private boolean isTrue(SemanticNode node, Context context) {
        try {
            return tool.eval(node, context, from, to, EvalControl.Clear) == BoolValue.ValTrue;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
