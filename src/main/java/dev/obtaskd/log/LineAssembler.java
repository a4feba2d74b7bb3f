package dev.obtaskd.log;

import dev.obtaskd.step.StepLog.Stream;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Assembles lines from the records of a log, in the order of their numbers. A line waits for its
 * end while lines of other streams follow, up to a limit: then it is returned truncated.
 */
final class LineAssembler {

    private static final int LONGEST_QUEUE = 4096;
    private static final int LARGEST_QUEUE = 1024 * 1024;

    private final RecordReader reader;
    private final long from;
    private final @Nullable TextMatcher needle;
    private final int maxLine;
    private final ArrayDeque<LineBuilder> queue = new ArrayDeque<>();
    private final @Nullable LineBuilder[] open = new @Nullable LineBuilder[Stream.values().length];
    private int skipped;
    private long latest;
    private int queuedBytes;

    /**
     * @param reader at the position of the mark
     * @param from number of the first line, not before that of the mark
     * @param needle text to find in each line; null for none
     * @param maxLine the greatest number of bytes of a line that are shown
     */
    LineAssembler(
            RecordReader reader,
            IndexEntry mark,
            long from,
            @Nullable TextMatcher needle,
            int maxLine) {
        this.reader = reader;
        this.from = from;
        this.needle = needle;
        this.maxLine = maxLine;
        this.skipped = mark.open();
        this.latest = mark.line() - 1;
    }

    /** The next line; null after the last one. */
    @Nullable LineBuilder next() throws IOException {
        var more = true;
        while (more && !(firstSettled() || crowded())) {
            more = reader.next();
            if (more) {
                add();
            }
        }
        var first = queue.poll();
        if (first == null) {
            return null;
        }
        queuedBytes -= first.size();
        return first.take(more);
    }

    private boolean firstSettled() {
        var first = queue.peek();
        return first != null && first.settled();
    }

    private boolean crowded() {
        return queue.size() > LONGEST_QUEUE || queuedBytes > LARGEST_QUEUE;
    }

    private void add() {
        var stream = reader.stream();
        var bit = LogCounters.bit(stream);
        var draft = open[stream.ordinal()];
        if (draft == null && (skipped & bit) == 0) {
            latest++;
            draft = latest < from ? null : started(stream);
        }
        if (draft == null) {
            skipped = reader.ended() ? skipped & ~bit : skipped | bit;
            return;
        }
        var before = draft.size();
        draft.add(reader.buffer(), reader.payloadAt(), reader.payloadLength(), reader.ended());
        queuedBytes += draft.size() - before;
        open[stream.ordinal()] = reader.ended() ? null : draft;
    }

    private LineBuilder started(Stream stream) {
        var draft = new LineBuilder(latest, reader.at(), stream, needle, maxLine);
        queue.add(draft);
        return draft;
    }
}
