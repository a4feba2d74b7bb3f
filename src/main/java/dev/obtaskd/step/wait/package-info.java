/**
 * Waits until a condition holds: a port, a URL, a process, a file. Probes have no effect, so a
 * restarted daemon continues them.
 */
@NullMarked
package dev.obtaskd.step.wait;

import org.jspecify.annotations.NullMarked;
