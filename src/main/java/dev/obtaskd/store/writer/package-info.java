/** The thread that writes to the store: its queue, its batches, its start and its recovery. */
@NullMarked
package dev.obtaskd.store.writer;

import org.jspecify.annotations.NullMarked;
