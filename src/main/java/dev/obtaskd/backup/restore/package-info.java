/** Checks a backup and restores it, without a daemon. */
@NullMarked
package dev.obtaskd.backup.restore;

import org.jspecify.annotations.NullMarked;
