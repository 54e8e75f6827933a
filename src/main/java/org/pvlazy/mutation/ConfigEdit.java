package org.pvlazy.mutation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a configuration say less: one claim less, or one bound smaller. Switches are no bounds: that they are those of the variant is
 * a matter of its own.
 */
final class ConfigEdit {
    private static final Pattern CONSTANT = Pattern.compile("(?m)^( +((?!FIX_)\\w+) += +)(.+?) *$");
    private static final Pattern EMPTY_SECTION =
            Pattern.compile("(?m)^(?:INVARIANTS?|PROPERTY|PROPERTIES) *\\n(?=\\S|\\z)");

    private ConfigEdit() {}

    /** The configuration without one of its claims, which stand on lines of their own. */
    static String without(String config, String claim) {
        String less = config.replaceFirst("(?m)^ +" + Pattern.quote(claim) + " *(?:\\n|\\z)", "");
        if (less.equals(config)) {
            throw new IllegalArgumentException(claim + " has no line of its own");
        }
        return EMPTY_SECTION.matcher(less).replaceAll("");
    }

    /** For each constant that can be smaller, how it is then written, and the configuration with it. */
    static Map<String, String> shrunk(String config) {
        Map<String, String> configs = new LinkedHashMap<>();
        Matcher constant = CONSTANT.matcher(config);
        while (constant.find()) {
            String smaller = smaller(constant.group(3));
            if (smaller != null) {
                String text = config.substring(0, constant.start())
                        + constant.group(1)
                        + smaller
                        + config.substring(constant.end());
                configs.put(constant.group(2) + " = " + smaller, text);
            }
        }
        return configs;
    }

    private static @Nullable String smaller(String value) {
        if (value.equals("TRUE")) {
            return "FALSE";
        }
        if (value.matches("[1-9]\\d*")) {
            return Integer.toString(Integer.parseInt(value) - 1);
        }
        if (value.startsWith("{") && value.endsWith("}") && value.length() > 2) {
            List<String> elements = new ArrayList<>(
                    List.of(value.substring(1, value.length() - 1).split(", *")));
            elements.remove(elements.size() - 1);
            return elements.stream().collect(Collectors.joining(", ", "{", "}"));
        }
        return null;
    }
}
