/** One operation on many tasks. */
@NullMarked
package dev.obtaskd.api.v2.batch;

import org.jspecify.annotations.NullMarked;
