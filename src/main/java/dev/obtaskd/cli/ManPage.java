package dev.obtaskd.cli;

import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.HelpBundle;
import dev.obtaskd.cli.command.Version;
import dev.obtaskd.text.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A manual page in the language of man, made from the description of a command. */
final class ManPage {

    private static final HelpBundle HELP = new HelpBundle(Language.EN);

    private final CommandSpec command;

    ManPage(CommandSpec command) {
        this.command = command;
    }

    /** The name of the page, such as {@code obtaskd-task-list}. */
    String name() {
        return command.qualifiedName("-");
    }

    String text() {
        var page = new StringBuilder();
        page.append(".TH \"")
                .append(name().toUpperCase(Locale.ROOT))
                .append("\" \"1\" \"\" \"obtaskd ")
                .append(Version.VALUE)
                .append("\"\n");
        section(page, "NAME", name() + " \\- " + escaped(title(command)));
        section(page, "SYNOPSIS", ".nf\n" + escaped(synopsis()) + "\n.fi");
        if (!command.positionalParameters().isEmpty()) {
            section(page, "ARGUMENTS", arguments(command.positionalParameters()));
        }
        section(page, "OPTIONS", arguments(command.options()));
        if (!command.subcommands().isEmpty()) {
            section(page, "COMMANDS", commands());
        }
        if (command.usageMessage().footer().length > 0) {
            section(
                    page,
                    "EXAMPLES",
                    ".nf\n"
                            + escaped(String.join("\n", command.usageMessage().footer()))
                            + "\n.fi");
        }
        section(page, "EXIT STATUS", exitCodes());
        return page.toString();
    }

    private static void section(StringBuilder page, String title, String text) {
        page.append(".SH ").append(title).append('\n').append(text.stripTrailing()).append('\n');
    }

    private String synopsis() {
        return command.commandLine().getHelp().synopsis(0).strip();
    }

    private static String arguments(List<? extends ArgSpec> arguments) {
        return arguments.stream()
                .map(
                        argument ->
                                ".TP\n\\fB"
                                        + escaped(label(argument))
                                        + "\\fR\n"
                                        + escaped(String.join(" ", argument.description())))
                .collect(Collectors.joining("\n"));
    }

    private static String label(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            var names = String.join(", ", option.names());
            return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
        }
        return argument.paramLabel();
    }

    private String commands() {
        return command.subcommands().values().stream()
                .map(line -> line.getCommandSpec())
                .filter(part -> !part.usageMessage().hidden())
                .distinct()
                .map(
                        part ->
                                ".TP\n\\fB"
                                        + part.qualifiedName("-")
                                        + "\\fR(1)\n"
                                        + escaped(title(part)))
                .collect(Collectors.joining("\n"));
    }

    private static String exitCodes() {
        return Arrays.stream(ExitCode.values())
                .map(
                        code ->
                                ".TP\n"
                                        + code.number()
                                        + "\n"
                                        + escaped(HELP.getString("exit." + code.name())))
                .collect(Collectors.joining("\n"));
    }

    private static String title(CommandSpec command) {
        return Arrays.stream(command.usageMessage().header())
                .map(line -> Ansi.OFF.string(line))
                .collect(Collectors.joining(" "));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
    }
}
