package dev.obtaskd.log;

import dev.obtaskd.step.StepLog.Stream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The record of a log file, which is the CRI log format: {@code <time> <stdout|stderr|system>
 * <F|P>[:<brought>] <payload>\n}.
 *
 * <p>F ends a line, P does not. A payload never contains a newline. {@code brought}, a CRI tag,
 * says how many bytes of the stream (newline not counted) the payload stands for, where masking
 * changed that.
 */
final class RecordFormat {

    /** The longest payload, in bytes. */
    static final int MAX_PAYLOAD = 16 * 1024;

    /** Offsets of the parts of a record. */
    static final int STREAM_AT = 28;

    static final int TAG_AT = 35;

    /** The shortest record: no payload, no {@code brought}, no newline. */
    static final int MIN_RECORD = 37;

    /** Longer than any record. */
    static final int MAX_RECORD = MAX_PAYLOAD + 64;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final byte[][] NAMES = {
        name(Stream.STDOUT), name(Stream.STDERR), name(Stream.SYSTEM)
    };

    private RecordFormat() {}

    /** A stream's name in a record; all have the same length. */
    static byte[] name(Stream stream) {
        return stream.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }

    /** An instant as a record starts with it. */
    static byte[] time(Instant at) {
        return TIME.format(at).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Writes a record into a buffer with enough space.
     *
     * @return the offset after it
     */
    static int put(byte[] buffer, int offset, byte[] time, Piece piece) {
        var at = copy(time, time.length, buffer, offset);
        buffer[at++] = ' ';
        at = copy(NAMES[piece.stream().ordinal()], NAMES[0].length, buffer, at);
        buffer[at++] = ' ';
        buffer[at++] = (byte) (piece.ended() ? 'F' : 'P');
        if (piece.brought() != piece.length()) {
            var tag = (":" + piece.brought()).getBytes(StandardCharsets.US_ASCII);
            at = copy(tag, tag.length, buffer, at);
        }
        buffer[at++] = ' ';
        at = copy(piece.payload(), piece.length(), buffer, at);
        buffer[at++] = '\n';
        return at;
    }

    /** Whether a range has nothing but spaces and control characters. */
    static boolean blank(byte[] bytes, int from, int to) {
        var at = from;
        while (at < to && bytes[at] >= 0 && bytes[at] <= ' ') {
            at++;
        }
        return at == to;
    }

    private static int copy(byte[] from, int length, byte[] to, int offset) {
        System.arraycopy(from, 0, to, offset, length);
        return offset + length;
    }

    /**
     * The content of a record.
     *
     * @param ended whether a newline followed in the stream
     * @param payload starts with the payload
     * @param length of the payload
     * @param brought bytes of the stream it stands for, the newline not counted
     */
    record Piece(Stream stream, boolean ended, byte[] payload, int length, long brought) {}
}
