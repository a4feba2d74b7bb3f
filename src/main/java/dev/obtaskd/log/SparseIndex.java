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
 * The file that says where every 256th line of a log starts, eight bytes each. Only a short cut:
 * what is missing at its end costs time, never a wrong answer, so a disk that refuses it is no
 * error.
 */
final class SparseIndex implements Closeable {

    /** Lines from one mark to the next. */
    static final int EVERY = 256;

    private final RandomAccessFile file;
    private boolean refused;

    /** Opens it for writing, and empties it. */
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

    /** Adds the marks that follow those it has; call it when the log itself is written. */
    void add(List<IndexEntry> marks) {
        if (refused || marks.isEmpty()) {
            return;
        }
        var bytes = ByteBuffer.allocate(marks.size() * Long.BYTES);
        marks.forEach(mark -> bytes.putLong(mark.packed()));
        try {
            file.write(bytes.array());
        } catch (IOException e) {
            // A later mark at an earlier one's place would lie; a short index does not.
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
            var block = Math.min((line - 1) / EVERY, file.length() / Long.BYTES - 1);
            if (block < 0) {
                return Optional.of(IndexEntry.START);
            }
            file.seek(block * Long.BYTES);
            return Optional.of(IndexEntry.unpacked(block * EVERY + 1, file.readLong()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes the index of a log anew, if the disk lets it. The log may be written meanwhile: its
     * writer's marks are then lost until the next time.
     */
    static void rebuild(RandomAccessFile log, Path path) throws IOException {
        var marks = new ArrayList<IndexEntry>();
        LogCounters.at(IndexEntry.START).read(new RecordReader(log, 0, log.length()), marks);
        var fresh = path.resolveSibling("log.idx." + UUID.randomUUID());
        try (var index = new SparseIndex(fresh)) {
            index.add(marks);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
        }
    }
}
