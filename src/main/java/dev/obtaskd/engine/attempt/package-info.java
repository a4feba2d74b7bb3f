/** Runs attempts on this host: launches them, gives them their context, reports their results. */
@NullMarked
package dev.obtaskd.engine.attempt;

import org.jspecify.annotations.NullMarked;
