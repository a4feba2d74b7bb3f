package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.text.Messages;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that the header {@code Range} selects.
 *
 * @param from offset of the first byte
 * @param length in bytes, from 1
 */
record ByteRange(long from, long length) {

    private static final Messages MESSAGES = Messages.of("api");
    private static final Pattern ONE = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

    /**
     * Parses the header. Anything but a single range of bytes is ignored, as RFC 9110 allows.
     *
     * @param header its value; null if absent
     * @param size of the whole file
     * @return empty if the whole file is to be sent
     * @throws ProblemException {@code range.invalid} if the range is outside the file
     */
    static Optional<ByteRange> of(@Nullable String header, long size) {
        var match = ONE.matcher(header == null ? "" : header);
        if (!match.matches() || match.group(1).isEmpty() && match.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (match.group(1).isEmpty()) {
            var suffix = Math.min(Long.parseLong(match.group(2)), size);
            return Optional.of(within(size - suffix, suffix, size));
        }
        var from = Long.parseLong(match.group(1));
        var last = match.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(match.group(2));
        return last < from
                ? Optional.empty()
                : Optional.of(within(from, Math.min(last, size - 1) - from + 1, size));
    }

    /** The value of {@code Content-Range}. */
    String contentRange(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }

    private static ByteRange within(long from, long length, long size) {
        if (length < 1) {
            throw ProblemException.of(ErrorCode.RANGE_INVALID, MESSAGES.text("range.outside", size))
                    .with("Content-Range", "bytes */" + size);
        }
        return new ByteRange(from, length);
    }
}
