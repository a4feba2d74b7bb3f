package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for one operation on many tasks: those with the ids, or those that match
 * the filter.
 *
 * @param action last segment of the operation's path, such as {@code retry}
 */
@RegisterForReflection
@Schema(requiredProperties = "action")
public record BatchRequest(
        @Nullable String action,
        @Nullable List<@Nullable String> ids,
        @Nullable BatchFilter filter,
        @Nullable String reason) {}
