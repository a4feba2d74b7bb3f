/** Logs and files of tasks, and their downloads. */
@NullMarked
package dev.obtaskd.api.v2.log;

import org.jspecify.annotations.NullMarked;
