package dev.obtaskd.log;

import dev.obtaskd.step.StepLog.Stream;
import java.io.IOException;
import java.util.List;

/**
 * Counts lines and bytes of a log, record by record. A line is numbered by its first record. As
 * records of several streams may alternate, tracks for each stream whether its latest line is open.
 */
final class LogCounters {

    private final long[] consumed = new long[Stream.values().length];
    private long offset;
    private long lines;
    private int open;

    private LogCounters(IndexEntry from) {
        this.offset = from.offset();
        this.lines = from.line() - 1;
        this.open = from.open();
    }

    /** Counters for everything before a mark, except the bytes of streams. */
    static LogCounters at(IndexEntry mark) {
        return new LogCounters(mark);
    }

    /**
     * Counts the records of a reader, which is at the offset of these counters.
     *
     * @param marks receives the marks of the counted records
     */
    LogCounters read(RecordReader reader, List<IndexEntry> marks) throws IOException {
        while (reader.next()) {
            if (startsBlock(reader.stream())) {
                marks.add(mark());
            }
            add(reader.stream(), reader.ended(), reader.brought(), reader.recordLength());
        }
        return this;
    }

    /** Whether a record of the stream would start a line that the index contains. */
    boolean startsBlock(Stream stream) {
        return !open(stream) && lines % SparseIndex.EVERY == 0;
    }

    /** The mark of a line that starts here. */
    IndexEntry mark() {
        return new IndexEntry(lines + 1, offset, open);
    }

    void add(Stream stream, boolean ended, long brought, int recordLength) {
        lines += open(stream) ? 0 : 1;
        open = ended ? open & ~bit(stream) : open | bit(stream);
        consumed[stream.ordinal()] += brought + (ended ? 1 : 0);
        offset += recordLength;
    }

    boolean open(Stream stream) {
        return (open & bit(stream)) != 0;
    }

    /** Length of the counted part of the file, in bytes. */
    long offset() {
        return offset;
    }

    /** Number of the latest line. */
    long lines() {
        return lines;
    }

    /** Bytes of the stream up to here. */
    long consumed(Stream stream) {
        return consumed[stream.ordinal()];
    }

    static int bit(Stream stream) {
        return 1 << stream.ordinal();
    }
}
