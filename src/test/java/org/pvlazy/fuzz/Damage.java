package org.pvlazy.fuzz;

import java.util.List;
import java.util.Random;

/** Makes damaged inputs from good ones. Bytes are kept as the characters 0 to 255, so that a cut may go through a letter. */
final class Damage {
    private static final int MOST_EDITS = 4;
    private static final int LONGEST_PIECE = 60;
    private static final int DEEP = 20_000;
    /** What hurts: brackets without end, numbers out of range, names that are taken, characters that are none. */
    private static final List<String> PIECES = List.of(
            "[".repeat(DEEP),
            "{\"a\":".repeat(DEEP),
            "(".repeat(DEEP),
            "<<".repeat(DEEP),
            "<a>".repeat(DEEP),
            "-1",
            "0",
            "2147483648",
            "9223372036854775808",
            "1e400",
            "1.5",
            "1..1000000000",
            "null",
            "true",
            "\"\"",
            "[]",
            "{}",
            "{\"#map\": [[1, 2]]}",
            "\\u0000",
            "\\n",
            "\n",
            "\r\n",
            "\0",
            "\u00c3",
            "\u00ff\u00fe",
            "\u00ed\u00a0\u0080",
            "\"",
            "\\",
            "&a;",
            "<![CDATA[",
            "<!DOCTYPE a [<!ENTITY a \"a\">]>",
            "@!@!@STARTMSG 2217:4 @!@!@\n",
            "@!@!@ENDMSG 2217 @!@!@\n",
            "%n%s");

    private final List<String> good;
    private final Random random;

    Damage(List<String> good, long seed) {
        this.good = List.copyOf(good);
        this.random = new Random(seed);
    }

    /** The next input. One in twenty has nothing to do with the good ones. */
    String next() {
        if (random.nextInt(20) == 0) {
            return noise(random.nextInt(LONGEST_PIECE));
        }
        String text = one(good);
        for (int edits = 1 + random.nextInt(MOST_EDITS); edits > 0; edits--) {
            text = edited(text);
        }
        return text;
    }

    private String edited(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(LONGEST_PIECE));
        String head = text.substring(0, from);
        String tail = text.substring(to);
        return switch (random.nextInt(8)) {
            case 0 -> head;
            case 1 -> head + tail;
            case 2 -> head + text.substring(from, to) + text.substring(from);
            case 3 -> head + noise(1) + text.substring(Math.min(text.length(), from + 1));
            case 4 -> head + one(PIECES) + text.substring(from);
            case 5 -> head + one(PIECES) + tail;
            case 6 -> head + piece(one(good)) + tail;
            default -> number(text, from);
        };
    }

    /** Another number, or another word in quotes, in place of the next one. */
    private String number(String text, int from) {
        return text.substring(0, from)
                + text.substring(from)
                        .replaceFirst("-?\\d+|\"[^\"]*\"", java.util.regex.Matcher.quoteReplacement(one(PIECES)));
    }

    private String piece(String text) {
        int from = random.nextInt(text.length() + 1);
        return text.substring(from, Math.min(text.length(), from + random.nextInt(LONGEST_PIECE)));
    }

    private String noise(int length) {
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < length; i++) {
            noise.append((char) random.nextInt(256));
        }
        return noise.toString();
    }

    private String one(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
