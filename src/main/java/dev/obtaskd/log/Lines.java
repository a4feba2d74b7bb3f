package dev.obtaskd.log;

import dev.obtaskd.step.StepLog.Stream;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pieces of a log together and gives its lines in the order of their numbers. A line waits
 * for its end while other streams' lines follow it, but only for so long: then it is given cut.
 */
final class Lines {

    private static final int LONGEST_QUEUE = 4096;
    private static final int LARGEST_QUEUE = 1024 * 1024;

    private final PieceReader reader;
    private final long from;
    private final @Nullable Needle needle;
    private final ArrayDeque<Draft> queue = new ArrayDeque<>();
    private final @Nullable Draft[] open = new @Nullable Draft[Stream.values().length];
    private int skipped;
    private long latest;
    private int queuedBytes;

    /**
     * @param reader stands at the mark
     * @param from number of the first line wanted, not before the mark's
     * @param needle what to look for in each line; null if nothing
     */
    Lines(PieceReader reader, Mark mark, long from, @Nullable Needle needle) {
        this.reader = reader;
        this.from = from;
        this.needle = needle;
        this.skipped = mark.open();
        this.latest = mark.line() - 1;
    }

    /** The next line; null behind the last one. */
    @Nullable Draft next() throws IOException {
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
        var bit = Tally.bit(stream);
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

    private Draft started(Stream stream) {
        var draft = new Draft(latest, reader.at(), stream, needle);
        queue.add(draft);
        return draft;
    }
}
