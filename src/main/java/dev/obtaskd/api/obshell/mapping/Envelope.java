package dev.obtaskd.api.obshell.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every answer of this API is.
 *
 * @param timestamp when it was made
 * @param duration of the request until then, in milliseconds
 * @param status the same as the HTTP status
 * @param traceId of the request; empty if it was refused before it got one
 * @param data left out if there is nothing to say
 * @param error left out on success
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
     * Why a request was refused.
     *
     * @param code left out if it is 0
     */
    @RegisterForReflection
    public record Fault(
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int code,
            String errCode,
            String message) {}

    /** How lists are sent. */
    @RegisterForReflection
    public record Contents(List<?> contents) {}
}
