package dev.obtaskd.step;

import java.nio.file.Path;

/**
 * The place where attempts of one sub task store what its rollback needs; the same for all
 * attempts. Neither path needs to exist.
 *
 * @param copies directory for backup copies; deleted when the task ends
 * @param note file that marks a change since the last complete rollback; outside of {@code copies},
 *     so that a lost copy is detected
 */
public record UndoDirectory(Path copies, Path note) {}
