/** Processes as {@code /proc} shows them, and the files of an attempt that identify them. */
@NullMarked
package dev.obtaskd.step.exec.proc;

import org.jspecify.annotations.NullMarked;
