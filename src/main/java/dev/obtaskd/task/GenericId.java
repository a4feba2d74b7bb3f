package dev.obtaskd.task;

import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * The public id of a task, step or sub task: says which agent owns it, and whether it is a
 * cluster's. The written form is a prefix digit, for all but cluster tasks the agent's address as a
 * zero-padded integer and its port in five digits, then the row id.
 *
 * @param agent the owner; null for a cluster task
 * @param obproxy whether the task claims an OBProxy; never for a cluster task
 * @param row the row id, not negative
 */
public record GenericId(@Nullable AgentAddress agent, boolean obproxy, long row) {

    private static final Messages MESSAGES = Messages.of("task");

    private static final int IPV4_DIGITS = 10;
    private static final int IPV6_DIGITS = 39;
    private static final int PORT_DIGITS = 5;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_ROW_DIGITS = 19;

    /**
     * @throws IllegalArgumentException for a negative row or an OBProxy task of a cluster
     */
    public GenericId {
        if (row < 0 || (agent == null && obproxy)) {
            throw new IllegalArgumentException(
                    "no generic id: row " + row + ", obproxy " + obproxy);
        }
    }

    /**
     * Reads an id.
     *
     * @throws Invalid saying what is wrong with it
     */
    public static GenericId parse(String text) throws Invalid {
        if (text.isEmpty() || text.charAt(0) < '1' || text.charAt(0) > '5') {
            throw new Invalid(MESSAGES.text("id.prefix"));
        }
        var prefix = text.charAt(0) - '0';
        if (prefix == 1) {
            return new GenericId(null, false, row(text.substring(1)));
        }
        var ipv4 = prefix % 2 == 0;
        var ipEnd = 1 + (ipv4 ? IPV4_DIGITS : IPV6_DIGITS);
        var portEnd = ipEnd + PORT_DIGITS;
        if (text.length() <= portEnd) {
            throw new Invalid(MESSAGES.text("id.short"));
        }
        var address =
                address(
                        digits(text.substring(1, ipEnd), MESSAGES.text("id.address.digits")),
                        ipv4 ? 4 : 16);
        var port =
                Integer.parseInt(
                        digits(text.substring(ipEnd, portEnd), MESSAGES.text("id.port.digits")));
        if (port > MAX_PORT) {
            throw new Invalid(MESSAGES.text("id.port", port));
        }
        return new GenericId(
                new AgentAddress(address.getHostAddress(), port),
                prefix > 3,
                row(text.substring(portEnd)));
    }

    /** The written form. */
    @Override
    public String toString() {
        if (agent == null) {
            return "1" + row;
        }
        var prefix = (obproxy ? 4 : 2) + (agent.ipv4() ? 0 : 1);
        var ip = new BigInteger(1, agent.address().getAddress()).toString();
        var width = agent.ipv4() ? IPV4_DIGITS : IPV6_DIGITS;
        return prefix
                + padded(ip, width)
                + padded(Integer.toString(agent.port()), PORT_DIGITS)
                + row;
    }

    private static InetAddress address(String digits, int length) throws Invalid {
        var value = new BigInteger(digits);
        if (value.bitLength() > length * 8) {
            throw new Invalid(MESSAGES.text("id.address.large"));
        }
        var bytes = value.toByteArray();
        var padded = new byte[length];
        var used = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - used, padded, length - used, used);
        try {
            return InetAddress.getByAddress(padded);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + length + " bytes", e);
        }
    }

    private static long row(String text) throws Invalid {
        var digits = digits(text, MESSAGES.text("id.row.digits"));
        var value = new BigInteger(digits);
        if (digits.length() > MAX_ROW_DIGITS || value.bitLength() > 63) {
            throw new Invalid(MESSAGES.text("id.row.large"));
        }
        return value.longValueExact();
    }

    private static String digits(String text, LocalizedText otherwise) throws Invalid {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Invalid(otherwise);
        }
        return text;
    }

    private static String padded(String digits, int width) {
        return "0".repeat(width - digits.length()) + digits;
    }

    /** A text that is no generic id; the reason is the end of a sentence, without its full stop. */
    public static final class Invalid extends Exception {

        private final transient LocalizedText reason;

        private Invalid(LocalizedText reason) {
            super(reason.en());
            this.reason = reason;
        }

        /** What is wrong with the text. */
        public LocalizedText reason() {
            return reason;
        }
    }
}
