package dev.obtaskd.log;

import dev.obtaskd.step.StepLog.Stream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Assembles one line of a log; stores no more than is shown. */
final class LineBuilder {

    private final long number;
    private final String at;
    private final Stream stream;
    private final @Nullable TextMatcher needle;
    private final int maxText;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(128);
    private byte[] overlap = {};
    private boolean matched;
    private boolean cut;
    private boolean ended;
    private boolean taken;

    /**
     * @param needle text to find in the whole line; null for none
     * @param maxText the greatest number of bytes that are shown
     */
    LineBuilder(long number, String at, Stream stream, @Nullable TextMatcher needle, int maxText) {
        this.number = number;
        this.at = at;
        this.stream = stream;
        this.needle = needle;
        this.maxText = maxText;
    }

    /** Adds a record, unless the line is closed. */
    void add(byte[] bytes, int offset, int length, boolean last) {
        ended = last;
        if (taken) {
            return;
        }
        var room = Math.min(length, maxText - kept.size());
        kept.write(bytes, offset, room);
        cut |= room < length;
        if (needle != null && !matched) {
            search(needle, bytes, offset, length);
        }
    }

    /** Whether later records cannot change the result. */
    boolean settled() {
        return ended || cut && (needle == null || matched);
    }

    /** Closes the line; later records are dropped. */
    LineBuilder take(boolean early) {
        taken = true;
        cut |= early && !settled();
        return this;
    }

    /** Whether the text searched for was found. */
    boolean matched() {
        return matched;
    }

    long number() {
        return number;
    }

    Stream stream() {
        return stream;
    }

    int size() {
        return kept.size();
    }

    /** Whether the line may still grow. */
    boolean growing() {
        return !ended && !cut;
    }

    /**
     * @param match whether it is what a search looks for
     */
    LogLine line(boolean match) {
        return new LogLine(number, Instant.parse(at), stream, text(), cut, match);
    }

    /** The part that is shown. */
    String text() {
        var bytes = kept.toByteArray();
        var length = cut ? wholeCharacters(bytes) : withoutReturn(bytes);
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private void search(TextMatcher needle, byte[] bytes, int offset, int length) {
        if (ended && overlap.length == 0) {
            matched = needle.in(new String(bytes, offset, length, StandardCharsets.UTF_8));
            return;
        }
        var window = Arrays.copyOf(overlap, overlap.length + length);
        System.arraycopy(bytes, offset, window, overlap.length, length);
        matched = needle.in(new String(window, StandardCharsets.UTF_8));
        overlap =
                Arrays.copyOfRange(
                        window, Math.max(0, window.length - needle.overlap()), window.length);
    }

    private int withoutReturn(byte[] bytes) {
        var last = bytes.length - 1;
        return ended && last >= 0 && bytes[last] == '\r' ? last : bytes.length;
    }

    /** The start of the last character if it is incomplete; else the length. */
    private static int wholeCharacters(byte[] bytes) {
        var lead = bytes.length - 1;
        while (lead > 0 && bytes.length - lead < 4 && (bytes[lead] & 0xc0) == 0x80) {
            lead--;
        }
        return lead >= 0 && bytes.length - lead < characterLength(bytes[lead])
                ? lead
                : bytes.length;
    }

    private static int characterLength(byte lead) {
        var ones = Integer.numberOfLeadingZeros(~lead << 24);
        return ones >= 2 && ones <= 4 ? ones : 1;
    }
}
