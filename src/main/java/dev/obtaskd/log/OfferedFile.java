package dev.obtaskd.log;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A file that an attempt left for download, as it was when its directory was read.
 *
 * @param path relative to the attempt's files; its bytes are those of the file system
 * @param name the path as people and JSON see it, parts separated by {@code /}
 * @param sizeBytes its length
 * @param modified when it was changed last
 */
public record OfferedFile(Path path, String name, long sizeBytes, FileTime modified) {}
