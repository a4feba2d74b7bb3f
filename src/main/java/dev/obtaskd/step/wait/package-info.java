/**
 * Waits until a condition holds: a port answers, a page, a process, a file. Looking changes
 * nothing, so a restart of the daemon just goes on looking.
 */
@NullMarked
package dev.obtaskd.step.wait;

import org.jspecify.annotations.NullMarked;
