package dev.obtaskd.api.v2.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that was changed, or would be. Secrets are masked.
 *
 * @param field JSON pointer into the parameters
 * @param before its value; null if it was absent
 * @param after its value; null if it is absent
 * @param usedBy sub tasks that succeeded with the old value and do not run again; only with dryRun
 */
@RegisterForReflection
public record ParamChangeView(
        String field,
        @Nullable Object before,
        @Nullable Object after,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> usedBy) {}
