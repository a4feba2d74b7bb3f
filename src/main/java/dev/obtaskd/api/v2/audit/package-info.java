/** The audit. */
@NullMarked
package dev.obtaskd.api.v2.audit;

import org.jspecify.annotations.NullMarked;
