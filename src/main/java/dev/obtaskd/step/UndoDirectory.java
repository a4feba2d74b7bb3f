package dev.obtaskd.step;

import java.nio.file.Path;

/**
 * Where the attempts of one sub task leave what its rollback needs. All attempts of the sub task
 * have the same place. Neither path has to exist yet.
 *
 * @param copies directory for kept copies; deleted when the task ends
 * @param note file that says that an attempt changed something since the last complete rollback; it
 *     lies outside of {@code copies}, so that a lost copy is noticed
 */
public record UndoDirectory(Path copies, Path note) {}
