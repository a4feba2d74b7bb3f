package dev.obtaskd.api.v2.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every refusal (RFC 9457).
 *
 * @param type a URN made of the code
 * @param title the code in a few words
 * @param code the stable word that programs rely on
 * @param detail what is wrong with this very request
 * @param instance the path that was asked for
 * @param errors the fields that are wrong; left out if it is not about fields
 * @param holder what is in the way; left out if nothing is held
 * @param current the task as it is now; left out if it is not about one
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
     * What has become of the task that could not be operated.
     *
     * @param operations what is allowed now
     */
    @RegisterForReflection
    public record Current(String state, long version, List<AllowedOperationView> operations) {}
}
