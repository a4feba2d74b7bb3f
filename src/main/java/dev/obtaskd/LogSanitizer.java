package dev.obtaskd;

import dev.obtaskd.path.PlainText;
import io.quarkus.arc.Arc;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Escapes text of callers and files in log records, so that it cannot forge log lines or send
 * terminal control sequences. Drops the errors of requests that were cut off by a stop.
 */
@LoggingFilter(name = "plain")
public final class LogSanitizer implements Filter {

    private static final String REQUEST_ERRORS =
            "io.quarkus.vertx.http.runtime.QuarkusErrorHandler";
    private static final int MAX_DEPTH = 20;

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (REQUEST_ERRORS.equals(entry.getLoggerName()) && stopped()) {
            return false;
        }
        var logged = ExtLogRecord.wrap(entry);
        var message = logged.getFormattedMessage();
        var plain = message == null ? null : PlainText.of(message);
        if (plain != null && !plain.equals(message)) {
            logged.setMessage(plain, ExtLogRecord.FormatStyle.NO_FORMAT);
        }
        if (!harmless(entry.getThrown())) {
            entry.setThrown(copy(entry.getThrown(), 0));
        }
        return true;
    }

    /** The stop waits neither for requests whose clients have disconnected nor for long ones. */
    private static boolean stopped() {
        var container = Arc.container();
        return container == null || !container.isRunning();
    }

    private static boolean harmless(@Nullable Throwable thrown) {
        var cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
            if (!cause.toString().equals(PlainText.of(cause.toString()))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Throwable copy(@Nullable Throwable thrown, int depth) {
        return thrown == null || depth == MAX_DEPTH
                ? null
                : new SanitizedException(thrown, copy(thrown.getCause(), depth + 1));
    }

    /** A copy of an exception with an escaped message. */
    private static final class SanitizedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String text;

        SanitizedException(Throwable thrown, @Nullable Throwable cause) {
            super(PlainText.of(thrown.toString()), cause);
            text = PlainText.of(thrown.toString());
            setStackTrace(thrown.getStackTrace());
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
