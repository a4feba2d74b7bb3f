package dev.obtaskd.log;

import dev.obtaskd.log.RecordFormat.Piece;
import dev.obtaskd.step.StepLog.Stream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes one stream to a log: finds lines, masks secrets, splits long lines into records. Holds
 * back an end that may be an incomplete secret; writes everything else at once. After the log is
 * full, stores only the last bytes, for {@link #last()}.
 */
final class StreamWriter {

    private final Stream stream;
    private final LogFile file;
    private final SecretMasking masking;
    private final byte[] piece = new byte[RecordFormat.MAX_PAYLOAD];
    private int filled;
    private long brought;
    private byte[] held = {};
    private long taken;
    private @Nullable TailBuffer last;

    StreamWriter(Stream stream, LogFile file, SecretMasking masking) {
        this.stream = stream;
        this.file = file;
        this.masking = masking;
        restart();
    }

    /** Continues at the end of the log after a failed write. */
    void restart() {
        filled = 0;
        brought = 0;
        held = new byte[0];
        taken = file.tally().consumed(stream);
        last = null;
    }

    /** Takes the next bytes of the stream. */
    void take(byte[] bytes, int offset, int length) throws IOException {
        taken += length;
        if (last != null) {
            last.add(bytes, offset, offset + length);
        } else if (held.length == 0) {
            lines(bytes, offset, offset + length);
        } else {
            var joined = Arrays.copyOf(held, held.length + length);
            System.arraycopy(bytes, offset, joined, held.length, length);
            lines(joined, 0, joined.length);
        }
    }

    /** Skips the part of this number of bytes that would be omitted; returns its size. */
    long pass(long waiting) {
        if (last == null || waiting <= TailBuffer.KEPT) {
            return 0;
        }
        var passed = waiting - TailBuffer.KEPT;
        taken += passed;
        last.drop();
        return passed;
    }

    /** Writes what it holds back, at the end of the stream. */
    void release() throws IOException {
        if (last == null) {
            pieces(held, 0, held.length);
            put(false);
            keepRefused(held, held.length);
        }
        held = new byte[0];
    }

    /** Writes the end of the omitted output; the size limit is lifted, and nothing follows. */
    void last() throws IOException {
        if (last == null) {
            return;
        }
        var lines = last.lines();
        brought = leftOut();
        last = null;
        if (brought > 0 && file.tally().open(stream)) {
            brought--;
            put(true);
        }
        lines(lines, 0, lines.length);
        release();
    }

    /** The number of bytes of the stream. */
    long taken() {
        return taken;
    }

    /** The number of bytes omitted permanently because the log is full. */
    long leftOut() {
        return last == null ? 0 : missing() - last.lines().length;
    }

    private long missing() {
        return taken - file.tally().consumed(stream);
    }

    private void lines(byte[] bytes, int from, int to) throws IOException {
        var start = from;
        for (var at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                pieces(bytes, start, at);
                put(true);
                start = at + 1;
            }
        }
        var end = wholeSecrets(bytes, start, masking.beginning(bytes, start, to), to);
        pieces(bytes, start, end);
        put(false);
        held = Arrays.copyOfRange(bytes, end, to);
        keepRefused(bytes, to);
    }

    /** The omitted output is the end of these bytes. */
    private void keepRefused(byte[] bytes, int to) {
        if (last != null) {
            last.add(bytes, to - (int) missing(), to);
            held = new byte[0];
        }
    }

    /** Moves the start of the held back bytes after a complete secret. */
    private int wholeSecrets(byte[] bytes, int start, int hold, int to) {
        var end = hold;
        for (var at = masking.find(bytes, start, to); at < end; at = masking.find(bytes, at, to)) {
            at += masking.lengthAt(bytes, at, to);
            end = Math.max(end, at);
        }
        return end;
    }

    private void pieces(byte[] bytes, int from, int to) throws IOException {
        var at = from;
        while (at < to) {
            var secret = masking.find(bytes, at, to);
            plain(bytes, at, secret);
            at = secret;
            if (secret < to) {
                var length = masking.lengthAt(bytes, secret, to);
                stars(length);
                at += length;
            }
        }
    }

    private void plain(byte[] bytes, int from, int to) throws IOException {
        var at = from;
        while (at < to) {
            var length = Math.min(to - at, room(1));
            System.arraycopy(bytes, at, piece, filled, length);
            filled += length;
            brought += length;
            at += length;
        }
    }

    private void stars(int secretLength) throws IOException {
        room(SecretMasking.STARS.length);
        System.arraycopy(SecretMasking.STARS, 0, piece, filled, SecretMasking.STARS.length);
        filled += SecretMasking.STARS.length;
        brought += secretLength;
    }

    private int room(int wanted) throws IOException {
        if (piece.length - filled < wanted) {
            put(false);
        }
        return piece.length - filled;
    }

    private void put(boolean ended) throws IOException {
        if (last == null
                && (ended || filled > 0)
                && !file.add(new Piece(stream, ended, piece, filled, brought))) {
            last = new TailBuffer();
        }
        filled = 0;
        brought = 0;
    }
}
