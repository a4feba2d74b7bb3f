/**
 * Plain records of the wire format, for the server and for clients. They use no class of the
 * server: mappers beside the resources make them from the domain's objects.
 */
@NullMarked
package dev.obtaskd.api.v2.wire;

import org.jspecify.annotations.NullMarked;
