package dev.obtaskd.api.obshell.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of every response.
 *
 * @param timestamp time of the response
 * @param duration processing time in milliseconds
 * @param status the HTTP status
 * @param traceId trace id of the request; empty if it was refused before it got one
 * @param data omitted if there is none
 * @param error omitted on success
 */
@RegisterForReflection
public record Envelope(
        boolean successful,
        String timestamp,
        long duration,
        int status,
        String traceId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object data,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Fault error) {

    /**
     * An error.
     *
     * @param code omitted if it is 0
     */
    @RegisterForReflection
    public record Fault(
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int code,
            String errCode,
            String message) {}

    /** The form of lists. */
    @RegisterForReflection
    public record Contents(List<?> contents) {}
}
