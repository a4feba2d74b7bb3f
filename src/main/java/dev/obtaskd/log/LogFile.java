package dev.obtaskd.log;

import dev.obtaskd.log.RecordFormat.Piece;
import dev.obtaskd.step.StepLog.Stream;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The file of a log, open for appending; writes records in batches. Its counters match the disk
 * after each {@link #flush()}, and after {@link #recount()} when one failed.
 */
final class LogFile implements Closeable {

    private static final int BATCH = 256 * 1024;

    /** The latest line is cut to this number of bytes, and searched for in so many. */
    private static final int LATEST_SHOWN = 2_000;

    private static final long LATEST_SEARCHED = 1024 * 1024;

    // Not a FileChannel: an interrupt of one thread would close it for all.
    private final RandomAccessFile file;
    private final SparseIndex index;
    private long maxBytes;
    private final byte[] batch = new byte[BATCH];
    private final ArrayList<IndexEntry> marks = new ArrayList<>();
    private final AtomicLong changes = new AtomicLong();

    /** The change counter at the last force. */
    private volatile long forced;

    private int filled;
    private byte[] time = {};
    private LogCounters tally = LogCounters.at(IndexEntry.START);

    /**
     * @param maxBytes size limit, beyond which only lines of the daemon are written
     */
    LogFile(RandomAccessFile file, SparseIndex index, long maxBytes) throws IOException {
        this.file = file;
        this.index = index;
        this.maxBytes = maxBytes;
        recount();
    }

    /** Sets the time of the records to come. */
    void at(Instant now) {
        time = RecordFormat.time(now);
    }

    /** Adds a record; returns false without adding it if the log is full. */
    boolean add(Piece piece) throws IOException {
        if (batch.length - filled < RecordFormat.MAX_RECORD) {
            flush();
        }
        var end = RecordFormat.put(batch, filled, time, piece);
        if (piece.stream() != Stream.SYSTEM && tally.offset() + end - filled > maxBytes) {
            return false;
        }
        if (tally.startsBlock(piece.stream())) {
            marks.add(tally.newMark());
        }
        tally.add(
                piece.stream(),
                piece.ended(),
                piece.brought(),
                end - filled,
                RecordFormat.blank(piece.payload(), 0, piece.length()));
        filled = end;
        return true;
    }

    /** The number of bytes until the log is full. */
    long room() {
        return Math.max(0, maxBytes - tally.offset());
    }

    /** Lifts the size limit. */
    void takeAll() {
        maxBytes = Long.MAX_VALUE;
    }

    /**
     * Writes the added records, the log before its index, so that no mark points beyond the log.
     */
    void flush() throws IOException {
        if (filled > 0) {
            file.write(batch, 0, filled);
            changes.incrementAndGet();
        }
        filled = 0;
        index.add(marks);
        marks.clear();
    }

    /**
     * Forces flushed records to disk. May be called concurrently with all other methods. Does
     * nothing if nothing was written since the last force, such as for a full log.
     */
    void force() throws IOException {
        var now = changes.get();
        if (forced != now) {
            file.getFD().sync();
            forced = now;
        }
    }

    /**
     * Recounts the file on disk, cuts off an incomplete record at its end and rebuilds the index.
     */
    void recount() throws IOException {
        filled = 0;
        marks.clear();
        tally =
                LogCounters.at(IndexEntry.START)
                        .read(new RecordReader(file, 0, file.length()), marks);
        file.setLength(tally.offset());
        changes.incrementAndGet();
        file.seek(tally.offset());
        index.restart(marks);
        marks.clear();
    }

    /**
     * The latest line of a stream that is not blank, without control sequences; empty if there is
     * none. Everything added must be flushed.
     */
    Optional<String> latestText(Stream stream) throws IOException {
        var from = tally.latestText(stream);
        if (from < 0) {
            return Optional.empty();
        }
        var end = Math.min(tally.offset(), from + LATEST_SEARCHED);
        var reader = new RecordReader(file, from, end);
        var line = new LineBuilder(0, "", stream, null, LATEST_SHOWN);
        while (!line.settled() && reader.next()) {
            if (reader.stream() == stream) {
                line.add(
                        reader.buffer(),
                        reader.payloadAt(),
                        reader.payloadLength(),
                        reader.ended());
            }
        }
        file.seek(tally.offset());
        return Optional.of(PlainText.of(line.text()).strip()).filter(text -> !text.isEmpty());
    }

    /** The counters, including records not yet flushed. */
    LogCounters tally() {
        return tally;
    }

    @Override
    public void close() throws IOException {
        try (index) {
            file.close();
        }
    }
}
