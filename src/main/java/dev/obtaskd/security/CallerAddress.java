package dev.obtaskd.security;

import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The address of a caller.
 *
 * @param text an IP address, or {@code local} for the local socket
 */
public record CallerAddress(String text) {

    private static final String SOCKET = "local";

    /**
     * The address of a peer.
     *
     * @param other null for the local socket
     */
    public static CallerAddress of(@Nullable SocketAddress other) {
        return new CallerAddress(
                other == null || other.hostAddress() == null ? SOCKET : other.hostAddress());
    }

    /** The IP address; null for the local socket. */
    @Nullable String orNull() {
        return text.equals(SOCKET) ? null : text;
    }

    /**
     * Whether the caller is on this host. All users of the host share one address, so guesses of
     * one user must not lock out another: after too many guesses the right password is still
     * accepted.
     */
    boolean local() {
        return text.equals(SOCKET)
                || text.startsWith("127.")
                || text.equals("::1")
                || text.equals("0:0:0:0:0:0:0:1")
                || text.startsWith("::ffff:127.");
    }
}
