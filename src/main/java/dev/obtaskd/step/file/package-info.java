/**
 * Changes single files atomically: readers, also after a crash, see either the old or the new file.
 * The previous file is backed up for the rollback of the sub task. All actions are idempotent.
 */
@NullMarked
package dev.obtaskd.step.file;

import org.jspecify.annotations.NullMarked;
