/**
 * Runs programs. A small shell wrapper in a session of its own starts the program, so that it
 * outlives the daemon, and leaves all that is to be known about it in files: a later daemon reads
 * those, and one reading of them decides the result, whoever was there when the program ended.
 */
@NullMarked
package dev.obtaskd.step.exec;

import org.jspecify.annotations.NullMarked;
