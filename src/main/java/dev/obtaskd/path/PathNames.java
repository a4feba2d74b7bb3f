package dev.obtaskd.path;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts between text and paths without the locale's character set. {@code Path.of(String)} and
 * {@code Path.toString()} use it: with {@code LANG} unset, as under systemd or cron, they refuse or
 * destroy every name that is not ASCII. The bytes of a path are reached through its URI, which Java
 * escapes byte by byte.
 */
public final class PathNames {

    private static final String PLAIN =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-";

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9A-F]{2})|\\\\)");

    private PathNames() {}

    /**
     * The path whose bytes are the text in UTF-8. Absolute if the text begins with a slash.
     *
     * @throws InvalidPathException if the text has a NUL
     */
    public static Path path(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidPathException(text, "NUL is not allowed in a path");
        }
        return path(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The path of these bytes, which must not have a NUL. Absolute if they begin with a slash. */
    public static Path path(byte[] bytes) {
        var uri = new StringBuilder("file:///");
        for (var b : bytes) {
            var c = (char) (b & 0xff);
            if (PLAIN.indexOf(c) >= 0) {
                uri.append(c);
            } else {
                uri.append('%').append(hex(b));
            }
        }
        var absolute = Path.of(URI.create(uri.toString()));
        if (bytes.length > 0 && bytes[0] == '/') {
            return absolute;
        }
        return absolute.getNameCount() == 0
                ? Path.of("")
                : absolute.subpath(0, absolute.getNameCount());
    }

    /** The bytes of a path; those of a directory do not end with a slash. */
    public static byte[] bytes(Path path) {
        // Without a rule for relative paths: toUri would put the working directory in front.
        var raw = Path.of("/").resolve(path).toUri().getRawPath();
        var out = new ByteArrayOutputStream(raw.length());
        for (int i = path.isAbsolute() ? 0 : 1; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                out.write(Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else {
                out.write(raw.charAt(i));
            }
        }
        var bytes = out.toByteArray();
        // toUri appends one for a directory.
        var end =
                bytes.length > 1 && bytes[bytes.length - 1] == '/'
                        ? bytes.length - 1
                        : bytes.length;
        return Arrays.copyOf(bytes, end);
    }

    /**
     * A path as people and JSON see it: UTF-8, with {@code \xHH} for each byte of what is not UTF-8
     * and for control characters, and {@code \\} for a backslash, so that two different paths never
     * show the same text.
     */
    public static String display(Path path) {
        var bytes = bytes(path);
        var text = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; ) {
            int length = sequence(bytes, i);
            if (length == 0) {
                text.append("\\x").append(hex(bytes[i]));
                length = 1;
            } else if (bytes[i] == '\\') {
                text.append("\\\\");
            } else {
                text.append(new String(bytes, i, length, StandardCharsets.UTF_8));
            }
            i += length;
        }
        return text.toString();
    }

    /** The last name of a path, as {@link #display} shows it. */
    public static String displayName(Path path) {
        var name = path.getFileName();
        return name == null ? "" : display(name);
    }

    /**
     * The path that {@link #display} shows as this text.
     *
     * @return empty if it shows none so, as for a lone backslash
     */
    public static Optional<Path> displayed(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); ) {
            var escape = ESCAPE.matcher(text).region(i, text.length());
            if (escape.lookingAt()) {
                bytes.write(escape.group(1) == null ? '\\' : Integer.parseInt(escape.group(1), 16));
                i = escape.end();
            } else {
                int next = text.offsetByCodePoints(i, 1);
                bytes.writeBytes(text.substring(i, next).getBytes(StandardCharsets.UTF_8));
                i = next;
            }
        }
        if (text.indexOf('\0') >= 0
                || bytes.toString(StandardCharsets.ISO_8859_1).indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return Optional.of(path(bytes.toByteArray())).filter(path -> display(path).equals(text));
    }

    /** Bytes of the printable UTF-8 character that begins here; 0 if none does. */
    private static int sequence(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (at + length > bytes.length) {
            return 0;
        }
        try {
            var decoded =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
            return Character.isISOControl(decoded.get(0)) ? 0 : length;
        } catch (CharacterCodingException notUtf8) {
            return 0;
        }
    }

    private static String hex(byte b) {
        return "%02X".formatted(b & 0xff);
    }
}
