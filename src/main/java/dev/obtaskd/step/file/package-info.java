/**
 * Changes single files so that a reader, or a crash, finds the old one or the new one and nothing
 * in between. What was there before is kept for the sub task's rollback. All of it may be repeated.
 */
@NullMarked
package dev.obtaskd.step.file;

import org.jspecify.annotations.NullMarked;
