package dev.obtaskd.api.v2;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A file that a step left for download.
 *
 * @param name {@code stepId/file}
 * @param sha256 lower-case hex
 * @param attempt number of the attempt that left it
 * @param link its path
 */
@RegisterForReflection
public record FilesView(
        String name,
        long sizeBytes,
        String sha256,
        String stepId,
        String subTaskId,
        String host,
        int attempt,
        String link) {}
