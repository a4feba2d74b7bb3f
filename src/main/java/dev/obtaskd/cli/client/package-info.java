/** The daemon's API over its local socket, or over TLS. */
@NullMarked
package dev.obtaskd.cli.client;

import org.jspecify.annotations.NullMarked;
