package org.pvlazy.tlc.embedded;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.pvlazy.tlc.Fragment;
import org.pvlazy.tlc.Fragment.Kind;
import org.pvlazy.tlc.Fragment.Place;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.LevelNode;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.st.Location;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.ToolGlobals;

/** Finds the parts of every definition that a mutant may change. */
final class Fragments {
    private final List<Fragment> found = new ArrayList<>();
    private final Set<SemanticNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Fragments() {}

    /** In the order of the definitions, those of extended modules among them; each once. */
    static List<Fragment> of(ModuleNode root) {
        Fragments fragments = new Fragments();
        for (OpDefNode definition : root.getOpDefs()) {
            if (definition.getBody() != null) {
                fragments.visit(definition, definition.getBody());
            }
        }
        return fragments.found;
    }

    private void visit(OpDefNode definition, SemanticNode node) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof OpApplNode call) {
            visitCall(definition, call);
        }
        SemanticNode[] children = node.getChildren();
        if (children != null) {
            for (SemanticNode child : children) {
                if (child != null) {
                    visit(definition, child);
                }
            }
        }
    }

    private void visitCall(OpDefNode definition, OpApplNode call) {
        switch (opcode(call)) {
            case ToolGlobals.OPCODE_cl, ToolGlobals.OPCODE_land -> {
                for (SemanticNode conjunct : call.getArgs()) {
                    if (isOfState(conjunct) && !isConjunction(conjunct)) {
                        add(definition, Kind.GUARD, "", conjunct);
                    }
                }
            }
            case ToolGlobals.OPCODE_ite -> {
                if (isOfState(call.getArgs()[0])) {
                    add(definition, Kind.CONDITION, "", call.getArgs()[0]);
                }
            }
            case ToolGlobals.OPCODE_eq -> addUpdate(definition, call);
            case ToolGlobals.OPCODE_wf -> add(definition, Kind.WEAK_FAIRNESS, "", call);
            case ToolGlobals.OPCODE_sf -> add(definition, Kind.STRONG_FAIRNESS, "", call);
            default -> {
                // Nothing to change here.
            }
        }
    }

    private void addUpdate(OpDefNode definition, OpApplNode equation) {
        if (equation.getArgs()[0] instanceof OpApplNode left
                && opcode(left) == ToolGlobals.OPCODE_prime
                && left.getArgs()[0] instanceof OpApplNode variable
                && variable.getOperator() instanceof OpDeclNode) {
            add(definition, Kind.UPDATE, variable.getOperator().getName().toString(), equation);
        }
    }

    private void add(OpDefNode definition, Kind kind, String subject, SemanticNode node) {
        Location at = node.getLocation();
        found.add(new Fragment(
                at.source(),
                definition.getName().toString(),
                kind,
                subject,
                new Place(at.beginLine(), at.beginColumn(), at.endLine(), at.endColumn())));
    }

    private static boolean isOfState(SemanticNode node) {
        return node instanceof LevelNode expression && expression.getLevel() <= LevelConstants.VariableLevel;
    }

    private static boolean isConjunction(SemanticNode node) {
        if (!(node instanceof OpApplNode call)) {
            return false;
        }
        int opcode = opcode(call);
        return opcode == ToolGlobals.OPCODE_cl || opcode == ToolGlobals.OPCODE_land;
    }

    private static int opcode(OpApplNode call) {
        return BuiltInOPs.getOpCode(call.getOperator().getName());
    }
}
