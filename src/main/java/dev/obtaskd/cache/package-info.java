/** Builders of the caches that the daemon keeps in memory. */
@NullMarked
package dev.obtaskd.cache;

import org.jspecify.annotations.NullMarked;
