/** Records of the wire format about agents; no class of the server. */
@NullMarked
package dev.obtaskd.api.v2.wire.agent;

import org.jspecify.annotations.NullMarked;
