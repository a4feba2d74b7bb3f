package dev.obtaskd.cli.command;

import dev.obtaskd.api.v2.wire.AllowedOperationView;
import dev.obtaskd.api.v2.wire.Problem;
import dev.obtaskd.cli.client.RefusedException;
import dev.obtaskd.cli.client.UnreachableException;
import dev.obtaskd.cli.output.VisibleText;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One line and an exit code for each way in which a command fails. */
public final class ErrorMessages {

    private static final Messages MESSAGES = Messages.of("cli");

    private final CommandContext context;

    public ErrorMessages(CommandContext context) {
        this.context = context;
    }

    /** Writes why a command failed, and returns its exit code. */
    public ExitCode report(Exception failure) {
        var code = code(failure);
        context.err().println("obtaskd: " + VisibleText.of(line(failure)));
        if (context.variable("OBTASKD_DEBUG") != null) {
            var trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            context.err().print(trace);
        }
        return code;
    }

    private static ExitCode code(Exception failure) {
        return switch (failure) {
            case CommandException e -> e.code();
            case RefusedException e -> code(e.problem());
            case UnreachableException e ->
                    root(e) instanceof AccessDeniedException || permission(root(e))
                            ? ExitCode.NOT_ALLOWED
                            : ExitCode.UNREACHABLE;
            default -> ExitCode.INTERNAL;
        };
    }

    /** The exit code for an error response. */
    public static ExitCode code(Problem problem) {
        if (problem.code().startsWith("claim.")) {
            return ExitCode.CLAIM_HELD;
        }
        return switch (problem.status()) {
            case 400, 405, 406, 413, 414, 415, 416, 431 -> ExitCode.USAGE;
            case 401, 403, 429 -> ExitCode.NOT_ALLOWED;
            case 404, 410 -> ExitCode.NOT_FOUND;
            case 500 -> ExitCode.INTERNAL;
            default -> ExitCode.REFUSED;
        };
    }

    private String line(Exception failure) {
        return switch (failure) {
            case CommandException e -> context.say(e.text());
            case RefusedException e -> refused(e.problem());
            case UnreachableException e -> context.say(unreachable(e));
            default -> context.say(MESSAGES.text("internal", String.valueOf(failure)));
        };
    }

    private String refused(Problem problem) {
        var line = new StringBuilder(problem.detail());
        if (problem.errors() != null) {
            line.append(
                    problem.errors().stream()
                            .map(error -> error.field() + ": " + error.message())
                            .filter(error -> !problem.detail().contains(error))
                            .map(error -> " " + error)
                            .collect(Collectors.joining(";")));
        }
        if (problem.holder() != null && problem.holder().task() != null) {
            var owner = problem.holder().task();
            line.append(' ')
                    .append(
                            context.say(
                                    MESSAGES.text(
                                            "refused.holder",
                                            owner.id(),
                                            owner.name(),
                                            owner.state(),
                                            owner.initiator().user(),
                                            problem.holder().freedBy())));
        }
        if (problem.current() != null) {
            var allowed =
                    problem.current().operations().stream()
                            .filter(AllowedOperationView::allowed)
                            .map(AllowedOperationView::op)
                            .collect(Collectors.joining(", "));
            if (!allowed.isEmpty()) {
                line.append(' ').append(context.say(MESSAGES.text("refused.allowed", allowed)));
            }
        }
        if (problem.status() == 401) {
            line.append(' ').append(context.say(MESSAGES.text("refused.login")));
        }
        return line.append(" [").append(problem.code()).append(']').toString();
    }

    private static LocalizedText unreachable(UnreachableException failure) {
        var name = failure.endpoint().name();
        var reason = root(failure);
        if (permission(reason)) {
            return MESSAGES.text("unreachable.denied", name);
        }
        return switch (reason) {
            case AccessDeniedException e -> MESSAGES.text("unreachable.denied", name);
            case NoSuchFileException e -> MESSAGES.text("unreachable.no-socket", name);
            case ConnectException e -> MESSAGES.text("unreachable.refused", name);
            case UnknownHostException e -> MESSAGES.text("unreachable.host", name);
            case SocketTimeoutException e -> MESSAGES.text("unreachable.timeout", name);
            case SSLException e ->
                    MESSAGES.text("unreachable.tls", name, String.valueOf(e.getMessage()));
            default -> MESSAGES.text("unreachable.other", name, message(reason));
        };
    }

    private static Throwable root(UnreachableException failure) {
        Throwable reason = failure.reason();
        var cause = reason.getCause();
        return cause != null && !(reason instanceof SSLException) ? cause : reason;
    }

    /** The exception of a channel says it in words only. */
    private static boolean permission(Throwable reason) {
        return "Permission denied".equals(reason.getMessage());
    }

    private static String message(@Nullable Throwable reason) {
        return reason == null || reason.getMessage() == null
                ? String.valueOf(reason)
                : reason.getMessage();
    }
}
