/** Starts the program of an attempt, follows it, and terminates it with everything it started. */
@NullMarked
package dev.obtaskd.step.exec.process;

import org.jspecify.annotations.NullMarked;
