package org.pvlazy.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page in the language of man: one section for each command, made from what help is made from. */
final class ManPage {
    /** A synopsis is one line, which man breaks where it likes. */
    private static final int ONE_LINE = 2000;

    private final StringBuilder page = new StringBuilder();

    private ManPage() {}

    static String of(CommandLine root) {
        root.setUsageHelpWidth(ONE_LINE);
        ManPage man = new ManPage();
        CommandSpec spec = root.getCommandSpec();
        man.request(".TH", spec.name().toUpperCase(Locale.ROOT), "1");
        man.request(".SH", "NAME");
        man.text(spec.name() + " - " + String.join(" ", spec.usageMessage().description()));
        man.request(".SH", "SYNOPSIS");
        man.text(synopsis(root));
        for (CommandLine command : subcommands(root)) {
            man.command(command);
        }
        man.request(".SH", "EXIT STATUS");
        for (Map.Entry<String, String> code : spec.usageMessage().exitCodeList().entrySet()) {
            man.item(code.getKey(), code.getValue());
        }
        return man.page.toString();
    }

    private void command(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        request(".SH", spec.qualifiedName().toUpperCase(Locale.ROOT));
        text(synopsis(command));
        page.append(".PP\n");
        text(String.join(" ", spec.usageMessage().description()));
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            argument(parameter.paramLabel(), parameter);
        }
        for (OptionSpec option : spec.options()) {
            String label = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
            argument(String.join(", ", option.names()) + label, option);
        }
        subcommands(command).forEach(this::command);
    }

    /** The subcommands, one of several names once; help is part of every command. */
    private static List<CommandLine> subcommands(CommandLine command) {
        Set<CommandLine> all = new LinkedHashSet<>(command.getSubcommands().values());
        return all.stream()
                .filter(each -> !(each.getCommand() instanceof CommandLine.HelpCommand))
                .toList();
    }

    private static String synopsis(CommandLine command) {
        Help help = new Help(command.getCommandSpec(), Help.defaultColorScheme(Help.Ansi.OFF));
        return help.synopsis(0).strip();
    }

    private void argument(String name, ArgSpec argument) {
        if (!argument.hidden()) {
            item(name, String.join(" ", argument.description()));
        }
    }

    private void item(String name, String text) {
        page.append(".TP\n.B ").append(escaped(name)).append('\n');
        text(text);
    }

    private void request(String name, String... arguments) {
        page.append(name);
        Stream.of(arguments)
                .forEach(each -> page.append(" \"").append(escaped(each)).append('"'));
        page.append('\n');
    }

    private void text(String text) {
        page.append(escaped(text)).append('\n');
    }

    /** A backslash begins a request of roff in the text, a hyphen is none unless it is escaped, a dot at the begin of a line is one. */
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
