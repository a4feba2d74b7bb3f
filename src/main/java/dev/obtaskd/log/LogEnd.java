package dev.obtaskd.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;

/**
 * The end of a log at one moment.
 *
 * @param lines number of its latest line
 * @param bytes length of its complete records
 */
public record LogEnd(long lines, long bytes) {

    /**
     * A log with more bytes than this after a line without its mark has an incomplete index; less
     * is a batch that the writer has not indexed yet.
     */
    private static final long STALE_BYTES = 1024 * 1024;

    /** Counts what follows the last mark; rebuilds an incomplete index. */
    static LogEnd of(RandomAccessFile log, AttemptDirectory attempt) throws IOException {
        var mark = floor(log, attempt, Long.MAX_VALUE);
        var missing = new ArrayList<IndexEntry>();
        var tally =
                LogCounters.at(mark)
                        .read(new RecordReader(log, mark.offset(), log.length()), missing);
        if (!missing.isEmpty() && tally.offset() - missing.getFirst().offset() > STALE_BYTES) {
            SparseIndex.rebuild(log, attempt.index());
        }
        return new LogEnd(tally.lines(), tally.offset());
    }

    /** The last mark at or before a line; rebuilds a missing or wrong index. */
    static IndexEntry floor(RandomAccessFile log, AttemptDirectory attempt, long line)
            throws IOException {
        var mark = SparseIndex.floor(attempt.index(), line);
        if (mark.isPresent() && pointsToRecord(log, mark.get())) {
            return mark.get();
        }
        SparseIndex.rebuild(log, attempt.index());
        var rebuilt = SparseIndex.floor(attempt.index(), line).orElse(IndexEntry.START);
        return pointsToRecord(log, rebuilt) ? rebuilt : IndexEntry.START;
    }

    private static boolean pointsToRecord(RandomAccessFile log, IndexEntry mark)
            throws IOException {
        if (mark.offset() == 0) {
            return true;
        }
        if (mark.offset() >= log.length()) {
            return false;
        }
        log.seek(mark.offset() - 1);
        return log.read() == '\n'
                && new RecordReader(log, mark.offset(), mark.offset() + RecordFormat.MAX_RECORD)
                        .next();
    }
}
