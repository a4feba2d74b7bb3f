package dev.obtaskd.log;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The file with the positions of some lines of a log: number and position, eight bytes each. An
 * optimisation: an incomplete index costs time but never correctness, so a failed write is not an
 * error.
 */
final class SparseIndex implements Closeable {

    /** The most lines from one mark to the next. */
    static final int EVERY_LINES = 256;

    /**
     * Bytes after which the next line has a mark, so that a jump reads little of long lines too.
     */
    static final int EVERY_BYTES = 1024 * 1024;

    private static final int ENTRY = 2 * Long.BYTES;

    private final RandomAccessFile file;
    private boolean refused;

    /** Opens it for writing and truncates it. */
    SparseIndex(Path path) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "rw");
        restart(List.of());
    }

    /** Replaces its contents. */
    void restart(List<IndexEntry> marks) {
        try {
            file.setLength(0);
            refused = false;
        } catch (IOException e) {
            refused = true;
        }
        add(marks);
    }

    /** Appends marks; call it after the log itself is written. */
    void add(List<IndexEntry> marks) {
        if (refused || marks.isEmpty()) {
            return;
        }
        var bytes = ByteBuffer.allocate(marks.size() * ENTRY);
        marks.forEach(mark -> bytes.putLong(mark.line()).putLong(mark.packed()));
        try {
            file.write(bytes.array());
        } catch (IOException e) {
            // A later mark at the position of an earlier one would be wrong; a short index is not.
            refused = true;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The last mark at or before a line; empty if there is no index. */
    static Optional<IndexEntry> floor(Path path, long line) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            var after = file.length() / ENTRY;
            var before = -1L;
            while (after - before > 1) {
                var middle = (before + after) / 2;
                file.seek(middle * ENTRY);
                if (file.readLong() <= line) {
                    before = middle;
                } else {
                    after = middle;
                }
            }
            if (before < 0) {
                return Optional.of(IndexEntry.START);
            }
            file.seek(before * ENTRY);
            return Optional.of(IndexEntry.unpacked(file.readLong(), file.readLong()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Rebuilds the index of a log if the disk allows it. Marks of a concurrent writer are lost
     * until the next rebuild.
     */
    static void rebuild(RandomAccessFile log, Path path) throws IOException {
        var marks = new ArrayList<IndexEntry>();
        LogCounters.at(IndexEntry.START).read(new RecordReader(log, 0, log.length()), marks);
        var fresh = path.resolveSibling("log.lines." + UUID.randomUUID());
        try (var index = new SparseIndex(fresh)) {
            index.add(marks);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
        }
    }
}
