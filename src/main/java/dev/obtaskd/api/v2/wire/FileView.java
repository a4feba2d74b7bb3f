package dev.obtaskd.api.v2.log;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A file that a step left for download.
 *
 * @param name {@code stepId/file}; a byte that is not of UTF-8, or a control character, is {@code
 *     \\xHH}
 * @param sha256 lower-case hex; null for a file of more than 1 GiB
 * @param attempt number of the attempt that left it
 * @param link its path
 */
@RegisterForReflection
public record FileView(
        String name,
        long sizeBytes,
        @Nullable String sha256,
        String stepId,
        String subTaskId,
        String host,
        int attempt,
        String link) {}
