package dev.obtaskd.api.v2.wire.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /me/password}.
 *
 * @param current the password until now
 * @param replacement 12 to 128 characters, not the name
 */
@RegisterForReflection
@Schema(requiredProperties = {"current", "new"})
public record PasswordRequest(
        @Schema(examples = "correct horse battery") @Nullable String current,
        @JsonProperty("new") @Schema(examples = "staple correct horse")
                @Nullable String replacement) {

    /** Omits the passwords, so that they never get into a log. */
    @Override
    public String toString() {
        return "PasswordRequest[]";
    }
}
