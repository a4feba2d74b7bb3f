/** Backups of this agent: their format, and how the daemon makes one while it runs. */
@NullMarked
package dev.obtaskd.backup;

import org.jspecify.annotations.NullMarked;
