package dev.obtaskd.log;

/**
 * A file that an attempt left for download.
 *
 * @param name relative to the attempt's files, parts separated by {@code /}
 * @param sha256 lower-case hex
 */
public record Download(String name, long sizeBytes, String sha256) {}
