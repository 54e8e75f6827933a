package org.pvlazy.tlc.embedded;

import org.jspecify.annotations.Nullable;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.SymbolNode;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;
import tlc2.value.impl.LazyValue;

/**
 * What an operator of the specification, or a parameter of one, stands for.
 *
 * @param body the expression
 * @param context what the names in it mean
 */
record Expansion(SemanticNode body, Context context) {
    /** The expansion of a call; null if its operator is built in, or of a standard module. */
    static @Nullable Expansion of(Tool tool, OpApplNode call, Context context) {
        SymbolNode operator = call.getOperator();
        if (context.lookup(operator) instanceof LazyValue lazy) {
            return new Expansion(lazy.expr, lazy.con);
        }
        return BuiltInOPs.getOpCode(operator.getName()) == 0
                        && operator instanceof OpDefNode definition
                        && definition.getBody() != null
                        && !definition.getOriginallyDefinedInModuleNode().isStandard()
                ? new Expansion(definition.getBody(), tool.getOpContext(definition, call.getArgs(), context, true))
                : null;
    }
}
