/** Translates tasks, states, ids, times and errors to the wire format of obshell. */
@NullMarked
package dev.obtaskd.api.obshell.mapping;

import org.jspecify.annotations.NullMarked;
