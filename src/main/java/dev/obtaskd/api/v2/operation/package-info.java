/** The catalogue of operations. */
@NullMarked
package dev.obtaskd.api.v2.operation;

import org.jspecify.annotations.NullMarked;
