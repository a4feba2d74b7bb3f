/**
 * The task center's own HTTP API: thin resources, the records of its wire format, and the pure
 * functions between those and the words of the domain. Every refusal is a {@code Problem}.
 */
@NullMarked
package dev.obtaskd.api.v2;

import org.jspecify.annotations.NullMarked;
