/** Paths and file names as bytes, independent of the locale. */
@NullMarked
package dev.obtaskd.path;

import org.jspecify.annotations.NullMarked;
