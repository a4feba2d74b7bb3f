package dev.obtaskd.security;

import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * From where a caller comes.
 *
 * @param text an IP address, or a word for the local socket
 */
public record CallerAddress(String text) {

    private static final String SOCKET = "local";

    /** The address of the other end; null for the local socket. */
    public static CallerAddress of(@Nullable SocketAddress other) {
        return new CallerAddress(
                other == null || other.hostAddress() == null ? SOCKET : other.hostAddress());
    }

    /**
     * Whether it is this host. All its users have one address, so guesses of one must not shut out
     * another: too many are told so, but the right password always gets in.
     */
    boolean local() {
        return text.equals(SOCKET)
                || text.startsWith("127.")
                || text.equals("::1")
                || text.equals("0:0:0:0:0:0:0:1")
                || text.startsWith("::ffff:127.");
    }
}
