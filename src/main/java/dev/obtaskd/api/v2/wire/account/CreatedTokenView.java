package dev.obtaskd.api.v2.wire.account;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A new bearer token.
 *
 * @param secret for the header {@code Authorization: Bearer}; it is shown only once
 */
@RegisterForReflection
public record CreatedTokenView(
        @JsonUnwrapped TokenView token,
        @Schema(examples = "obt_4f1c09aa27be_Zk3s0pQ1yXkq8u5R2wVb7TnLmC4eHdJf9gAoIiYxEUc")
                String secret) {

    /** Omits the secret, so that it never gets into a log. */
    @Override
    public String toString() {
        return "CreatedTokenView[" + token.id() + "]";
    }
}
