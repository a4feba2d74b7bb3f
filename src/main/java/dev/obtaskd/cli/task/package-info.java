/** Commands for tasks. */
@NullMarked
package dev.obtaskd.cli.task;

import org.jspecify.annotations.NullMarked;
