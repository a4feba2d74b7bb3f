package dev.obtaskd.api.v2.wire;

import dev.obtaskd.text.LocalizedText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claim that is held, and its owner.
 *
 * @param id of the claim: that of its task
 * @param kind CLAIM or VISITOR
 * @param key the tenant's name; null for other types
 * @param agent {@code ip:port} for a local claim; null for a cluster claim
 * @param freedBy what releases it, as a sentence
 * @param release whether an administrator may release it now
 * @param task null if it does not exist any more
 */
@RegisterForReflection
public record LockView(
        String id,
        String kind,
        String scope,
        String type,
        @Nullable String key,
        @Nullable String agent,
        Instant since,
        String freedBy,
        AllowedOperationView release,
        @Nullable Owner task) {

    /** The task that holds the claim; {@code link} is the path of its page. */
    @RegisterForReflection
    public record Owner(
            String id, LocalizedText name, String state, InitiatorView initiator, String link) {}
}
