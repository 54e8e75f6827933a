package org.pvlazy.trace;

/** Names and other text of somebody else that go into a message: they must neither break its line nor steer a terminal. */
public final class Printable {
    private Printable() {}

    /** The text with every control character as Java writes it. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> printable.append("\\n");
                case '\r' -> printable.append("\\r");
                case '\t' -> printable.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        printable.append(String.format("\\u%04x", (int) c));
                    } else {
                        printable.append(c);
                    }
                }
            }
        }
        return printable.toString();
    }
}
