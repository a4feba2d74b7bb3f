package dev.obtaskd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

/** Runs without a container of beans, as the last requests of a daemon that stops. */
class LogSanitizerTest {

    private final LogSanitizer sanitizer = new LogSanitizer();

    @Test
    void dropsErrorsOfRequestsThatAStopHasCutOff() {
        var quarkus = "io.quarkus.vertx.http.runtime.QuarkusErrorHandler";
        assertThat(sanitizer.isLoggable(error(quarkus, "HTTP Request to /a failed"))).isFalse();
        assertThat(sanitizer.isLoggable(error("dev.obtaskd.Any", "failed"))).isTrue();
    }

    @Test
    void escapesTextOfCallers() {
        var entry = error("dev.obtaskd.Any", "name a\nERROR forged \u001b[31m");
        assertThat(sanitizer.isLoggable(entry)).isTrue();
        assertThat(entry.getFormattedMessage()).isEqualTo("name a\\nERROR forged \\u001B[31m");
    }

    private static ExtLogRecord error(String logger, String message) {
        var entry = new ExtLogRecord(Level.SEVERE, message, LogSanitizerTest.class.getName());
        entry.setLoggerName(logger);
        entry.setThrown(new IllegalStateException("ended"));
        return entry;
    }
}
