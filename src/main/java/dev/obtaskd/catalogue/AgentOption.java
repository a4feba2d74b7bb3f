package dev.obtaskd.catalogue;

/**
 * One obtaskd agent.
 *
 * @param ip as configured
 * @param port of its API
 */
public record AgentOption(String ip, int port) {

    /** {@code ip:port}, an IPv6 address in brackets. */
    public String address() {
        return ip.indexOf(':') >= 0 ? "[" + ip + "]:" + port : ip + ":" + port;
    }
}
