package dev.obtaskd;

import dev.obtaskd.service.JournalStream;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.util.ExceptionUtil;
import io.smallrye.config.ConfigValidationException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process. If the daemon could not start because of a setting, a file or a port, it writes
 * one line for each problem, which the operator can solve; anything else is logged as an error.
 */
final class ExitHandler implements BiConsumer<Integer, @Nullable Throwable> {

    @Override
    public void accept(Integer code, @Nullable Throwable failure) {
        if (failure != null) {
            report(failure);
        }
        System.exit(code);
    }

    /** Writes why the daemon does not start. */
    static void refuse(String problem) {
        JournalStream.error("obtaskd does not start: " + problem.replaceAll("\\s*\\R\\s*", " "));
    }

    private static void report(Throwable failure) {
        var problems = problems(failure).toList();
        for (var problem : problems.isEmpty() ? List.of(chain(failure)) : problems) {
            refuse(problem);
        }
        if (problems.isEmpty()) {
            Logger.getLogger(Daemon.class).error("obtaskd does not start", failure);
        }
    }

    /** What the operator has to solve; empty if the failure is not known. */
    private static Stream<String> problems(Throwable failure) {
        return switch (ExceptionUtil.getRootCause(failure)) {
            case ConfigValidationException invalid ->
                    IntStream.range(0, invalid.getProblemCount())
                            .mapToObj(
                                    i ->
                                            SettingProblem.describe(
                                                    invalid.getProblem(i).getMessage()));
            case QuarkusBindException bind -> Stream.of(notOpened(bind));
            case ConfigurationException refused -> Stream.of(String.valueOf(refused.getMessage()));
            case UnknownHostException unknown ->
                    Stream.of(
                            "the host "
                                    + unknown.getMessage()
                                    + " cannot be resolved; see quarkus.http.host");
            case FileSystemException _ -> Stream.of(chain(failure));
            default -> ofTls(failure) ? Stream.of(chain(failure)) : Stream.empty();
        };
    }

    private static String notOpened(QuarkusBindException failure) {
        return "port "
                + failure.getPort()
                + " of "
                + failure.getHost()
                + " cannot be opened: "
                + failure.getMessage()
                + "; see quarkus.http.host, quarkus.http.port and quarkus.http.ssl-port";
    }

    /** Whether a certificate or key was refused. */
    private static boolean ofTls(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(cause -> Arrays.stream(cause.getStackTrace()))
                .anyMatch(frame -> frame.getClassName().startsWith("io.quarkus.tls."));
    }

    /** The messages of all causes below the one that only says that the start failed. */
    private static String chain(Throwable failure) {
        return Stream.iterate(failure.getCause(), Objects::nonNull, Throwable::getCause)
                .map(ExitHandler::message)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(": "));
    }

    /** Without a full stop; empty if it only repeats the cause. */
    private static String message(Throwable cause) {
        var deeper = cause.getCause();
        var text = String.valueOf(cause.getMessage());
        if (deeper != null) {
            return text.equals(deeper.toString()) ? "" : text.replaceFirst("\\.$", "");
        }
        return (cause.getClass() == RuntimeException.class ? text : cause.toString())
                .replaceFirst("\\.$", "");
    }
}
