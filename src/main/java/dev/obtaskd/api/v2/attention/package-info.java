/** What needs a user now, grouped by cause. */
@NullMarked
package dev.obtaskd.api.v2.attention;

import org.jspecify.annotations.NullMarked;
