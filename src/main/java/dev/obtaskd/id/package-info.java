/** Typed ids of tasks, sub tasks and attempts, and the address of an agent; pure. */
@NullMarked
package dev.obtaskd.id;

import org.jspecify.annotations.NullMarked;
