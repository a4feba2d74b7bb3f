package dev.obtaskd.log;

import dev.obtaskd.step.StepLog.Stream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Counts lines and bytes of a log, record by record. A line is numbered by its first record. As
 * records of several streams may alternate, tracks for each stream whether its latest line is open.
 */
final class LogCounters {

    private final long[] consumed = new long[Stream.values().length];
    private final long[] starts = new long[Stream.values().length];
    private final long[] texts = new long[Stream.values().length];
    private long offset;
    private long lines;
    private int open;
    private IndexEntry latestMark;

    private LogCounters(IndexEntry from) {
        this.offset = from.offset();
        this.lines = from.line() - 1;
        this.open = from.open();
        this.latestMark = from;
        Arrays.fill(starts, -1);
        Arrays.fill(texts, -1);
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
                marks.add(newMark());
            }
            add(
                    reader.stream(),
                    reader.ended(),
                    reader.brought(),
                    reader.recordLength(),
                    reader.blank());
        }
        return this;
    }

    /** Whether a record of the stream would start a line that the index contains. */
    boolean startsBlock(Stream stream) {
        return !open(stream)
                && (lines + 1 - latestMark.line() >= SparseIndex.EVERY_LINES
                        || offset - latestMark.offset() >= SparseIndex.EVERY_BYTES);
    }

    /** Marks the line that starts here. */
    IndexEntry newMark() {
        latestMark = new IndexEntry(lines + 1, offset, open);
        return latestMark;
    }

    /**
     * @param blank whether the record shows nothing
     */
    void add(Stream stream, boolean ended, long brought, int recordLength, boolean blank) {
        var line = stream.ordinal();
        lines += open(stream) ? 0 : 1;
        starts[line] = open(stream) ? starts[line] : offset;
        texts[line] = blank ? texts[line] : starts[line];
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

    /** Offset of the latest line of the stream that is not blank; -1 if none was counted. */
    long latestText(Stream stream) {
        return texts[stream.ordinal()];
    }

    static int bit(Stream stream) {
        return 1 << stream.ordinal();
    }
}
