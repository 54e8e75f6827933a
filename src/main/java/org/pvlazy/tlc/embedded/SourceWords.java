package org.pvlazy.tlc.embedded;

import java.util.regex.Pattern;
import tla2sany.parser.SyntaxTreeNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.st.Location;
import tla2sany.st.TreeNode;

/** An expression as it is written, on one line. */
final class SourceWords {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** The parser has nodes for what may stand somewhere and does not. */
    private static final String NOTHING = "N_";

    private final StringBuilder out = new StringBuilder();
    private int line;
    private int column;

    private SourceWords() {}

    /** The text; empty if the expression stands in no file. */
    static String of(SemanticNode node) {
        SourceWords words = new SourceWords();
        if (node.getTreeNode() instanceof SyntaxTreeNode tree) {
            words.add(tree);
        }
        return BLANKS.matcher(words.out).replaceAll(" ").strip();
    }

    private void add(SyntaxTreeNode node) {
        TreeNode[] parts = node.heirs();
        if (parts != null && parts.length > 0) {
            for (TreeNode part : parts) {
                add((SyntaxTreeNode) part);
            }
            return;
        }
        if (node.getImage().startsWith(NOTHING)) {
            return;
        }
        Location at = node.getLocation();
        if (at.beginLine() != line || at.beginColumn() > column + 1) {
            out.append(' ');
        }
        out.append(node.getImage());
        line = at.endLine();
        column = at.endColumn();
    }
}
