package dev.obtaskd.log;

import dev.obtaskd.step.StepLog.Stream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the records of a log file, which may be millions. Stops permanently at the limit or
 * before the first incomplete or invalid record.
 */
final class RecordReader {

    /** Small, because many clients poll the end of a log each second, each with a buffer. */
    private static final long MAX_BUFFER = 2 * RecordFormat.MAX_RECORD;

    private static final Stream[] STREAMS = Stream.values();
    private static final byte[][] NAMES =
            Arrays.stream(STREAMS).map(RecordFormat::name).toArray(byte[][]::new);

    private final RandomAccessFile file;
    private final long limit;
    private final byte[] buffer;
    private long position;
    private int end;
    private int start;
    private int following;
    private int payload;
    private long brought;

    private Stream stream = Stream.SYSTEM;

    /**
     * @param from offset of a record
     * @param limit offset of the end, exclusive
     */
    RecordReader(RandomAccessFile file, long from, long limit) {
        this.file = file;
        this.position = from;
        this.limit = limit;
        this.buffer = new byte[(int) Math.clamp(limit - from, 0, MAX_BUFFER)];
    }

    /** Advances to the next record; false if there is none yet. */
    boolean next() throws IOException {
        start = following;
        var newline = newline(start);
        while (newline < 0) {
            var searched = end - start;
            if (!fill()) {
                return false;
            }
            newline = newline(start + searched);
        }
        following = newline + 1;
        return newline - start >= RecordFormat.MIN_RECORD && parse(newline);
    }

    Stream stream() {
        return stream;
    }

    /** Whether the record ends its line. */
    boolean ended() {
        return buffer[start + RecordFormat.TAG_AT] == 'F';
    }

    /** The time as stored: parsing it costs more than everything else. */
    String at() {
        return new String(buffer, start, RecordFormat.STREAM_AT - 1, StandardCharsets.US_ASCII);
    }

    /** Contains the payload at {@link #payloadAt()} until the next call of {@link #next()}. */
    byte[] buffer() {
        return buffer;
    }

    int payloadAt() {
        return payload;
    }

    int payloadLength() {
        return following - 1 - payload;
    }

    /** Bytes of the stream it stands for, the newline not counted. */
    long brought() {
        return brought;
    }

    /** Whether the payload shows nothing. */
    boolean blank() {
        return RecordFormat.blank(buffer, payload, following - 1);
    }

    /** Its length in the file, the newline included. */
    int recordLength() {
        return following - start;
    }

    private int newline(int from) {
        for (var i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        following -= start;
        start = 0;
        var wanted = (int) Math.min(buffer.length - end, limit - position);
        if (wanted <= 0) {
            return false;
        }
        file.seek(position);
        var got = file.read(buffer, end, wanted);
        if (got > 0) {
            position += got;
            end += got;
        }
        return got > 0;
    }

    private boolean parse(int newline) {
        var named = streamAt(start + RecordFormat.STREAM_AT);
        var tag = start + RecordFormat.TAG_AT;
        if (named == null
                || buffer[start + 26] != 'Z'
                || buffer[tag] != 'F' && buffer[tag] != 'P') {
            return false;
        }
        stream = named;
        return buffer[tag + 1] == ' ' ? plain(tag + 2, newline) : tagged(tag + 1, newline);
    }

    private boolean plain(int payloadAt, int newline) {
        payload = payloadAt;
        brought = newline - payloadAt;
        return true;
    }

    private boolean tagged(int colon, int newline) {
        var at = colon + 1;
        brought = 0;
        while (at < newline && at - colon < 19 && Character.isDigit(buffer[at])) {
            brought = brought * 10 + buffer[at++] - '0';
        }
        payload = at + 1;
        return buffer[colon] == ':' && at < newline && buffer[at] == ' ';
    }

    private @Nullable Stream streamAt(int at) {
        for (var candidate : STREAMS) {
            var name = NAMES[candidate.ordinal()];
            if (Arrays.equals(buffer, at, at + name.length, name, 0, name.length)) {
                return candidate;
            }
        }
        return null;
    }
}
