package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A file that a step offers for download.
 *
 * @param name {@code stepId/file}; a byte that is not UTF-8, or a control character, is {@code
 *     \\xHH}
 * @param sha256 lower-case hex; null for a file of more than 1 GiB
 * @param attempt number of the attempt that wrote it
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
