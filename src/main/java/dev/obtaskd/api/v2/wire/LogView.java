package dev.obtaskd.api.v2.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of a log.
 *
 * @param attempt the attempt's number; 0 if there was none
 * @param nextLine the line at which the next page starts; with {@code direction=previous} the line
 *     at which to go on
 * @param totalLines number of the log's latest line
 * @param totalBytes length of the log
 * @param eof whether the page reaches the present end of the log, or its start if the direction is
 *     {@code previous}
 * @param reason why there are no lines; null if there are
 */
@RegisterForReflection(registerFullHierarchy = true)
public record LogView(
        int attempt,
        long firstLine,
        List<LogLine> lines,
        long nextLine,
        long totalLines,
        long totalBytes,
        boolean eof,
        @Nullable String reason) {

    /**
     * A line of a log.
     *
     * @param n from 1 per attempt; it never changes
     * @param at when the daemon read its first part, to the microsecond
     * @param text without its newline; what is not UTF-8 is replaced
     * @param cut whether the text is only the beginning of the line
     * @param match whether the line itself matches; only in answers to requests with {@code
     *     context}
     */
    public record LogLine(
            long n,
            Instant at,
            Stream stream,
            String text,
            boolean cut,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean match) {}

    /** Where a line comes from. SYSTEM: the daemon. */
    public enum Stream {
        STDOUT,
        STDERR,
        SYSTEM
    }
}
