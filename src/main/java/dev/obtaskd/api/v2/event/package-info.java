/**
 * The stream of events: committed changes of tasks and new lines of logs, as server-sent events.
 */
@NullMarked
package dev.obtaskd.api.v2.event;

import org.jspecify.annotations.NullMarked;
