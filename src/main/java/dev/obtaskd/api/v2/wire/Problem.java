package dev.obtaskd.api.v2.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error response (RFC 9457).
 *
 * @param type a URN made of the code
 * @param title a short text for the code
 * @param code stable; programs rely on it
 * @param detail what is wrong with this request
 * @param instance the path of the request
 * @param errors the fields that are wrong; absent if no field is
 * @param holder the claim that excludes the task; absent if there is none
 * @param current the task in its current state; absent if the request is not about a task
 */
@RegisterForReflection(registerFullHierarchy = true)
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        String instance,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FieldError> errors,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LockView holder,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Current current) {

    /** The media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * The current state of a task whose operation was refused.
     *
     * @param operations what is allowed now
     */
    @RegisterForReflection
    public record Current(String state, long version, List<AllowedOperationView> operations) {}
}
