package dev.obtaskd.log;

import dev.obtaskd.log.RecordFormat.Piece;
import dev.obtaskd.step.StepLog.Stream;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The file of a log, open at its end: takes records, and writes them in batches. What it says of
 * itself is true of the disk after each {@link #flush()}, and after {@link #recount()} when one
 * failed.
 */
final class LogFile implements Closeable {

    private static final int BATCH = 256 * 1024;

    // Not a FileChannel: an interrupted thread would close that under the others.
    private final RandomAccessFile file;
    private final SparseIndex index;
    private long maxBytes;
    private final byte[] batch = new byte[BATCH];
    private final ArrayList<IndexEntry> marks = new ArrayList<>();
    private final AtomicLong changes = new AtomicLong();

    /** Of which changes the last force was. */
    private volatile long forced;

    private int filled;
    private byte[] time = {};
    private LogCounters tally = LogCounters.at(IndexEntry.START);

    /**
     * @param maxBytes beyond which only the daemon's own lines are written
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

    /** Adds a record; false, and nothing added, if the log is full. */
    boolean add(Piece piece) throws IOException {
        if (batch.length - filled < RecordFormat.MAX_RECORD) {
            flush();
        }
        var end = RecordFormat.put(batch, filled, time, piece);
        if (piece.stream() != Stream.SYSTEM && tally.offset() + end - filled > maxBytes) {
            return false;
        }
        if (tally.startsBlock(piece.stream())) {
            marks.add(tally.mark());
        }
        tally.add(piece.stream(), piece.ended(), piece.brought(), end - filled);
        filled = end;
        return true;
    }

    /** How many bytes it takes before it is full. */
    long room() {
        return Math.max(0, maxBytes - tally.offset());
    }

    /** From here on it takes whatever comes. */
    void takeAll() {
        maxBytes = Long.MAX_VALUE;
    }

    /** Writes what was added, the log before its index, so that no mark points to nothing. */
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
     * Has what was flushed survive a power cut. May be called beside everything else. A full log
     * has nothing new to force, and does not keep a busy disk from others.
     */
    void force() throws IOException {
        var now = changes.get();
        if (forced != now) {
            file.getFD().sync();
            forced = now;
        }
    }

    /**
     * Counts what is really on disk, cuts off a torn record at its end and makes the index anew.
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

    /** What is in the log, records not yet flushed included. */
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
