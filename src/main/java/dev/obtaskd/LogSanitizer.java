package dev.obtaskd;

import dev.obtaskd.path.PlainText;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Lets nothing that a caller or a file brought forge a line of the daemon's log or steer a
 * terminal.
 */
@LoggingFilter(name = "plain")
public final class LogSanitizer implements Filter {

    private static final int DEEPEST = 20;

    @Override
    public boolean isLoggable(LogRecord entry) {
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

    private static boolean harmless(@Nullable Throwable thrown) {
        var cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (!cause.toString().equals(PlainText.of(cause.toString()))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Throwable copy(@Nullable Throwable thrown, int depth) {
        return thrown == null || depth == DEEPEST
                ? null
                : new Told(thrown, copy(thrown.getCause(), depth + 1));
    }

    /** Another exception with its message made plain. */
    private static final class Told extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String text;

        Told(Throwable thrown, @Nullable Throwable cause) {
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
