package dev.obtaskd.id;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Where an agent listens. Two are equal if they mean the same address, however it was written.
 *
 * @param ip a literal IPv4 or IPv6 address without brackets, as it was written; an IPv4 address
 *     mapped into IPv6 is the IPv4 address
 */
public record AgentAddress(String ip, int port) {

    private static final int MAX_PORT = 65_535;

    /**
     * @throws IllegalArgumentException if the address is not a literal one or the port is not a
     *     port
     */
    public AgentAddress {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "the port must be between 0 and " + MAX_PORT + ", not " + port);
        }
        InetAddress.ofLiteral(ip);
    }

    /**
     * Reads the text that {@link #toString} writes.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static AgentAddress parse(String text) {
        var colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "the address of an agent must be ip:port, not " + text);
        }
        return of(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /**
     * The address of an agent whose IPv6 address may have brackets.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public static AgentAddress of(String ip, int port) {
        var bracketed = ip.startsWith("[") && ip.endsWith("]");
        return new AgentAddress(bracketed ? ip.substring(1, ip.length() - 1) : ip, port);
    }

    /** The address itself. */
    public InetAddress address() {
        return InetAddress.ofLiteral(ip);
    }

    public boolean ipv4() {
        return address() instanceof Inet4Address;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AgentAddress agent
                && agent.port == port
                && (agent.ip.equals(ip) || agent.address().equals(address()));
    }

    @Override
    public int hashCode() {
        return address().hashCode() * 31 + port;
    }

    /** {@code ip:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return ip.indexOf(':') >= 0 ? "[" + ip + "]:" + port : ip + ":" + port;
    }
}
