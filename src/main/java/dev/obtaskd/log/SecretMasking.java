package dev.obtaskd.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Masks secrets in a log. Works on lines: each line of a secret of several lines, such as a key, is
 * a secret, unless it is too short to be distinctive.
 */
public final class SecretMasking {

    /** The replacement of a secret. */
    static final byte[] STARS = "******".getBytes(StandardCharsets.US_ASCII);

    private static final int SHORTEST_PART = 4;
    private static final SecretMasking NONE = new SecretMasking(List.of());

    private final List<byte[]> secrets;
    private final boolean[] firstBytes = new boolean[256];

    private SecretMasking(List<byte[]> secrets) {
        this.secrets = secrets;
        secrets.forEach(secret -> firstBytes[secret[0] & 0xff] = true);
    }

    /** Masks nothing. */
    public static SecretMasking none() {
        return NONE;
    }

    /** Masks the secrets in all their {@link SecretForms}; ignores empty ones. */
    public static SecretMasking of(Collection<byte[]> secrets) {
        var lines = new ArrayList<byte[]>();
        secrets.forEach(
                secret -> {
                    var parts = lines(secret);
                    lines.addAll(parts);
                    parts.forEach(part -> lines.addAll(SecretForms.of(part)));
                    if (parts.size() > 1) {
                        lines.addAll(SecretForms.of(secret));
                    }
                });
        lines.sort(Comparator.comparingInt((byte[] line) -> line.length).reversed());
        return new SecretMasking(lines);
    }

    /** The text with its secrets masked. */
    public String hide(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var at = find(bytes, 0, bytes.length);
        if (at == bytes.length) {
            return text;
        }
        var hidden = new ByteArrayOutputStream(bytes.length);
        var from = 0;
        for (; at < bytes.length; at = find(bytes, from, bytes.length)) {
            hidden.write(bytes, from, at - from);
            hidden.writeBytes(STARS);
            from = at + lengthAt(bytes, at, bytes.length);
        }
        hidden.write(bytes, from, bytes.length - from);
        return hidden.toString(StandardCharsets.UTF_8);
    }

    /** Whether a text contains a secret. */
    public boolean holds(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return find(bytes, 0, bytes.length) < bytes.length;
    }

    /** The start of the first secret in a range; {@code to} if there is none. */
    int find(byte[] bytes, int from, int to) {
        if (secrets.isEmpty()) {
            return to;
        }
        var at = from;
        while (at < to && lengthAt(bytes, at, to) == 0) {
            at++;
        }
        return at;
    }

    /** Length of the longest secret that starts at an offset; 0 if none does. */
    int lengthAt(byte[] bytes, int at, int to) {
        if (firstBytes[bytes[at] & 0xff]) {
            for (var secret : secrets) {
                if (secret.length <= to - at && matches(secret, secret.length, bytes, at)) {
                    return secret.length;
                }
            }
        }
        return 0;
    }

    /** The start of an incomplete secret at the end of a range; {@code to} if there is none. */
    int beginning(byte[] bytes, int from, int to) {
        var longest = secrets.isEmpty() ? 0 : secrets.getFirst().length;
        for (var at = Math.max(from, to - longest + 1); at < to; at++) {
            if (couldStart(bytes, at, to)) {
                return at;
            }
        }
        return to;
    }

    /**
     * The greatest number of bytes of output for a number of bytes of a log: masks may be shorter
     * than secrets.
     */
    long most(long bytes) {
        var longest = secrets.isEmpty() ? 0 : secrets.getFirst().length;
        return bytes * Math.max(1, Math.ceilDiv(longest, STARS.length));
    }

    private boolean couldStart(byte[] bytes, int at, int to) {
        return secrets.stream()
                .anyMatch(secret -> secret.length > to - at && matches(secret, to - at, bytes, at));
    }

    private static boolean matches(byte[] secret, int length, byte[] bytes, int at) {
        return Arrays.equals(secret, 0, length, bytes, at, at + length);
    }

    private static List<byte[]> lines(byte[] secret) {
        var lines = new ArrayList<byte[]>();
        var start = 0;
        for (var i = 0; i <= secret.length; i++) {
            if (i == secret.length || secret[i] == '\n' || secret[i] == '\r') {
                lines.add(Arrays.copyOfRange(secret, start, i));
                start = i + 1;
            }
        }
        var shortest = lines.size() == 1 ? 1 : SHORTEST_PART;
        lines.removeIf(line -> line.length < shortest);
        return lines;
    }
}
