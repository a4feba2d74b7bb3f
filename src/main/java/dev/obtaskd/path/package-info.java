/** Paths and file names as bytes, whatever the locale of the daemon is. Uses nothing of ours. */
@NullMarked
package dev.obtaskd.path;

import org.jspecify.annotations.NullMarked;
