package org.pvlazy.tlc.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpDeclNode;
import tlc2.tool.impl.Tool;
import util.UniqueString;

/** TLC lists the variables in the order of a hash table; this is the order in which they are declared. */
final class DeclarationOrder {
    private DeclarationOrder() {}

    static UniqueString[] of(Tool tool) {
        List<String> modules = new ArrayList<>();
        addExtendedFirst(tool.getRootModule(), modules);
        return Arrays.stream(tool.getSpecProcessor().getVariablesNodes())
                .sorted(Comparator.comparingInt((OpDeclNode node) ->
                                modules.indexOf(node.getLocation().source()))
                        .thenComparingInt(node -> node.getLocation().beginLine())
                        .thenComparingInt(node -> node.getLocation().beginColumn()))
                .map(OpDeclNode::getName)
                .toArray(UniqueString[]::new);
    }

    /** Siblings are ordered by name: SANY does not keep the order of EXTENDS. */
    private static void addExtendedFirst(ModuleNode module, List<String> modules) {
        String name = module.getName().toString();
        if (modules.contains(name)) {
            return;
        }
        module.getExtendedModuleSet().stream()
                .sorted(Comparator.comparing(extended -> extended.getName().toString()))
                .forEach(extended -> addExtendedFirst(extended, modules));
        modules.add(name);
    }
}
