package dev.obtaskd.cli.command;

import dev.obtaskd.cli.output.VisibleText;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.time.Duration;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports arguments that do not fit in one line. */
public final class UsageErrors implements IParameterExceptionHandler {

    private static final Messages MESSAGES = Messages.of("cli");

    private final CommandContext context;

    public UsageErrors(CommandContext context) {
        this.context = context;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        var command = failure.getCommandLine().getCommandSpec().qualifiedName();
        context.err()
                .println(
                        "obtaskd: "
                                + VisibleText.of(context.say(text(failure)))
                                + " "
                                + context.say(MESSAGES.text("usage.help", command)));
        return ExitCode.USAGE.number();
    }

    private static LocalizedText text(ParameterException failure) {
        return switch (failure) {
            case UnmatchedArgumentException e -> unmatched(e);
            case MissingParameterException e -> missing(e);
            case ParameterException e
                    when e.getArgSpec() == null && !commands(e.getCommandLine()).isEmpty() ->
                    MESSAGES.text("usage.subcommand", commands(e.getCommandLine()));
            case ParameterException e when e.getArgSpec() != null && e.getValue() != null ->
                    value(e.getArgSpec(), e.getValue());
            default -> MESSAGES.text("usage.other", sentence(String.valueOf(failure.getMessage())));
        };
    }

    private static LocalizedText unmatched(UnmatchedArgumentException failure) {
        var argument = failure.getUnmatched().getFirst();
        var suggestions = String.join(", ", failure.getSuggestions());
        if (failure.isUnknownOption()) {
            return suggestions.isEmpty()
                    ? MESSAGES.text("usage.option", argument)
                    : MESSAGES.text("usage.option-similar", argument, suggestions);
        }
        var commands = commands(failure.getCommandLine());
        if (commands.isEmpty()) {
            return MESSAGES.text("usage.argument", argument);
        }
        return suggestions.isEmpty()
                ? MESSAGES.text("usage.command", argument, commands)
                : MESSAGES.text("usage.command-similar", argument, suggestions);
    }

    private static LocalizedText value(ArgSpec argument, String value) {
        var type = argument.typeInfo();
        var single = type.isMultiValue() ? type.getAuxiliaryTypeInfos().getFirst() : type;
        if (single.getType() == Duration.class) {
            return MESSAGES.text("argument.duration", value);
        }
        return single.isEnum()
                ? MESSAGES.text(
                        "usage.choice",
                        value,
                        name(argument),
                        String.join(", ", single.getEnumConstantNames()))
                : MESSAGES.text("usage.value", value, name(argument));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static LocalizedText missing(MissingParameterException failure) {
        var names =
                failure.getMissing().stream()
                        .map(UsageErrors::name)
                        .collect(Collectors.joining(", "));
        return MESSAGES.text("usage.missing", names);
    }

    /** The commands below a command, without other names of the same and hidden ones. */
    private static String commands(CommandLine parent) {
        return parent.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden())
                .map(CommandSpec::name)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String sentence(String message) {
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }
}
