package dev.obtaskd.log;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A file for download, as of the listing of its directory.
 *
 * @param path relative to the attempt's files; its bytes are those of the file system
 * @param name the path as text, parts separated by {@code /}
 * @param sizeBytes its length
 * @param modified when it was changed last
 */
public record OfferedFile(Path path, String name, long sizeBytes, FileTime modified) {}
