/** API v2: the backup. */
@NullMarked
package dev.obtaskd.api.v2.backup;

import org.jspecify.annotations.NullMarked;
