/** Deletes tasks and logs that are older than their retention. */
@NullMarked
package dev.obtaskd.engine.retention;

import org.jspecify.annotations.NullMarked;
