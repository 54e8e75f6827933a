package org.pvlazy.tlc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pvlazy.trace.TextFile;

/**
 * The hash of everything a model is made of: its configuration, its root module and the modules these need, directly or not,
 * as far as they stand in the folder. The names of the files count, their order and the kind of line ends do not.
 */
public final class SpecHash {
    private static final Pattern COMMENT = Pattern.compile("\\\\\\*[^\\n]*|\\(\\*.*?\\*\\)", Pattern.DOTALL);
    private static final Pattern EXTENDS = Pattern.compile("\\bEXTENDS\\s+(\\w+(?:\\s*,\\s*\\w+)*)");
    private static final Pattern INSTANCE = Pattern.compile("\\bINSTANCE\\s+(\\w+)");
    private static final Pattern NAME = Pattern.compile("\\w+");

    private SpecHash() {}

    /** SHA-256 in hexadecimal. */
    public static String of(SpecFiles files) throws IOException {
        MessageDigest digest = sha256();
        for (Map.Entry<String, String> file : contents(files).entrySet()) {
            byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
            String header = file.getKey() + "\n" + content.length + "\n";
            digest.update(header.getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The names of the files that count, sorted. */
    public static Set<String> fileNames(SpecFiles files) throws IOException {
        return contents(files).keySet();
    }

    private static Map<String, String> contents(SpecFiles files) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        contents.put(files.config() + ".cfg", read(files.configFile()));
        Deque<String> modules = new ArrayDeque<>();
        modules.add(files.module());
        while (!modules.isEmpty()) {
            String module = modules.remove();
            Path file = files.folder().resolve(module + ".tla");
            boolean root = module.equals(files.module());
            if (!contents.containsKey(module + ".tla") && (root || Files.isRegularFile(file))) {
                String text = read(file);
                contents.put(module + ".tla", text);
                addNeeded(COMMENT.matcher(text).replaceAll(" "), modules);
            }
        }
        return contents;
    }

    private static void addNeeded(String text, Deque<String> modules) {
        Matcher extending = EXTENDS.matcher(text);
        while (extending.find()) {
            Matcher names = NAME.matcher(extending.group(1));
            while (names.find()) {
                modules.add(names.group());
            }
        }
        Matcher instances = INSTANCE.matcher(text);
        while (instances.find()) {
            modules.add(instances.group(1));
        }
    }

    private static String read(Path file) throws IOException {
        return TextFile.read(file).replace("\r\n", "\n").replace('\r', '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
