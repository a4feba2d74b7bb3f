/** The claims that tasks hold. */
@NullMarked
package dev.obtaskd.api.v2.lock;

import org.jspecify.annotations.NullMarked;
