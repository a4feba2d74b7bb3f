package dev.obtaskd.api.v2.wire.account;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /session}. */
@RegisterForReflection
@Schema(requiredProperties = {"name", "password"})
public record LoginRequest(
        @Schema(examples = "ann") @Nullable String name,
        @Schema(examples = "correct horse battery") @Nullable String password) {

    /** Omits the password, so that it never gets into a log. */
    @Override
    public String toString() {
        return "LoginRequest[]";
    }
}
