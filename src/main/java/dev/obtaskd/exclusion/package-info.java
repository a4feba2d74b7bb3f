/**
 * Which maintenance tasks exclude each other: the claim a task makes, the hold that proves it, and
 * the one pure rule that decides between them. Knows nothing else of the daemon.
 */
@NullMarked
package dev.obtaskd.exclusion;

import org.jspecify.annotations.NullMarked;
