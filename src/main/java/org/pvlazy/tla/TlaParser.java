package org.pvlazy.tla;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads values and states in the form in which TLC prints them: {@code /\ x = [a |-> 1, b |-> <<1, 2>>]}. Lazy sets other
 * than intervals ({@code SUBSET S}, {@code [S -> T]}) are not part of that form.
 */
public final class TlaParser {
    /** Deeper nesting is damage, not data; the bound keeps it from exhausting the stack. */
    private static final int DEEPEST = 200;

    private final Scanner in;
    private int depth;

    private TlaParser(String text) {
        this.in = new Scanner(text);
    }

    /** Reads one value that makes up the whole text. */
    public static TlaValue value(String text) throws TlaParseException {
        TlaParser parser = new TlaParser(text);
        TlaValue value = parser.expression();
        parser.end();
        return value;
    }

    /** Reads a state: {@code /\ x = 1 /\ y = 2}, or {@code x = 1} for a single variable. Variables keep their order. */
    public static TlaState state(String text) throws TlaParseException {
        TlaParser parser = new TlaParser(text);
        List<String> variables = new ArrayList<>();
        List<TlaValue> values = new ArrayList<>();
        boolean conjunction = parser.in.accept("/\\");
        do {
            String variable = parser.in.word("a variable");
            if (variables.contains(variable)) {
                throw parser.in.problem("variable " + variable + " has two values");
            }
            parser.in.expect("=");
            variables.add(variable);
            values.add(parser.expression());
        } while (conjunction && parser.in.accept("/\\"));
        parser.end();
        return new TlaState(variables, values);
    }

    private void end() throws TlaParseException {
        if (!in.atEnd()) {
            throw in.expected("the end");
        }
    }

    private TlaValue expression() throws TlaParseException {
        if (++depth > DEEPEST) {
            throw in.problem("nested too deeply");
        }
        TlaValue value = primary();
        if (value instanceof TlaInt from && in.accept("..")) {
            value = interval(from.value());
        }
        depth--;
        return value;
    }

    private TlaValue interval(long from) throws TlaParseException {
        long to = in.integer();
        try {
            return TlaSet.interval(from, to);
        } catch (IllegalArgumentException e) {
            throw in.problem(String.valueOf(e.getMessage()));
        }
    }

    private TlaValue primary() throws TlaParseException {
        if (in.atNumber()) {
            return TlaInt.of(in.integer());
        } else if (in.peek() == '"') {
            return TlaStr.of(in.string());
        } else if (in.accept("<<")) {
            return TlaTuple.owning(list(">>"));
        } else if (in.accept("{")) {
            return TlaSet.of(list("}"));
        } else if (in.accept("[")) {
            return record();
        } else if (in.accept("(")) {
            return function();
        }
        String word = in.word("a value");
        return switch (word) {
            case "TRUE" -> TlaBool.of(true);
            case "FALSE" -> TlaBool.of(false);
            default -> new TlaModelValue(word);
        };
    }

    private TlaValue[] list(String close) throws TlaParseException {
        List<TlaValue> elements = new ArrayList<>();
        if (!in.accept(close)) {
            do {
                elements.add(expression());
            } while (in.accept(","));
            in.expect(close);
        }
        return elements.toArray(TlaValue[]::new);
    }

    private TlaValue record() throws TlaParseException {
        Map<String, TlaValue> fields = new LinkedHashMap<>();
        do {
            String name = in.word("a field");
            in.expect("|->");
            if (fields.put(name, expression()) != null) {
                throw in.problem("field " + name + " has two values");
            }
        } while (in.accept(","));
        in.expect("]");
        return TlaValue.record(fields);
    }

    /** After the opening parenthesis: a function written with {@code :>} and {@code @@}, or just a value in parentheses. */
    private TlaValue function() throws TlaParseException {
        TlaValue key = expression();
        if (in.accept(")")) {
            return key;
        }
        Map<TlaValue, TlaValue> graph = new LinkedHashMap<>();
        in.expect(":>");
        graph.put(key, expression());
        while (in.accept("@@")) {
            key = expression();
            in.expect(":>");
            if (graph.put(key, expression()) != null) {
                throw in.problem("two values at " + key);
            }
        }
        in.expect(")");
        return TlaValue.function(graph);
    }
}
