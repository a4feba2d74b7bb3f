/**
 * Runs programs. A small shell wrapper in its own session starts the program, so that it outlives
 * the daemon, and stores its state in files. The result of an attempt is derived from these files
 * only, so that a later daemon gets the same result.
 */
@NullMarked
package dev.obtaskd.step.exec;

import org.jspecify.annotations.NullMarked;
