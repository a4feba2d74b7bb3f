/** Records of the wire format about users, sessions and tokens; no class of the server. */
@NullMarked
package dev.obtaskd.api.v2.wire.account;

import org.jspecify.annotations.NullMarked;
