/** Records of the wire format. */
@NullMarked
package dev.obtaskd.api.v2.wire;

import org.jspecify.annotations.NullMarked;
