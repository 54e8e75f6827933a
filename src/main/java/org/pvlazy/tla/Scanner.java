package org.pvlazy.tla;

/** Cuts the text of values into tokens and knows where it stands. */
final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
        this.text = text;
    }

    boolean atEnd() {
        skipSpace();
        return at == text.length();
    }

    /** The next character that is not white space; NUL at the end. */
    char peek() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    boolean accept(String token) {
        skipSpace();
        boolean there = text.startsWith(token, at);
        if (there) {
            at += token.length();
        }
        return there;
    }

    void expect(String token) throws TlaParseException {
        if (!accept(token)) {
            throw expected(token);
        }
    }

    /** Whether an integer comes next; an identifier may begin with digits too. */
    boolean atNumber() {
        int i = peek() == '-' ? at + 1 : at;
        int first = i;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i > first && (i == text.length() || !isWordPart(text.charAt(i)));
    }

    long integer() throws TlaParseException {
        if (!atNumber()) {
            throw expected("an integer");
        }
        int start = at++;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        try {
            return Long.parseLong(text.substring(start, at));
        } catch (NumberFormatException e) {
            at = start;
            throw problem("integer out of range");
        }
    }

    String word(String what) throws TlaParseException {
        skipSpace();
        int start = at;
        while (at < text.length() && (isWordPart(text.charAt(at)) || text.charAt(at) == '!')) {
            at++;
        }
        if (at == start) {
            throw expected(what);
        }
        return text.substring(start, at);
    }

    String string() throws TlaParseException {
        int start = at;
        StringBuilder out = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return out.toString();
            } else if (c == '\\' && at + 1 < text.length()) {
                out.append(unescape(text.charAt(++at)));
            } else {
                out.append(c);
            }
        }
        at = start;
        throw problem("string without end");
    }

    TlaParseException expected(String what) {
        if (atEnd()) {
            return problem("expected " + what + " but the text ends");
        }
        int end = text.offsetByCodePoints(at, 1);
        return problem("expected " + what + " but found " + text.substring(at, end));
    }

    TlaParseException problem(String problem) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < at; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new TlaParseException(line, at - lineStart + 1, problem);
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static char unescape(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'f' -> '\f';
            default -> c;
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(char c) {
        return isDigit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
