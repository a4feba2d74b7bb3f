package dev.obtaskd.step.exec;

import dev.obtaskd.step.StepLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Carries what one output file gained into the log, from where the log ended in any earlier life. */
final class OutputTail implements AutoCloseable {

    private static final int PIECE = 64 * 1024;

    private final Path file;
    private final StepLog.Stream stream;
    private final StepLog log;
    private final Spent spent;
    private @Nullable FileChannel channel;
    private long position;
    private volatile long end = Long.MAX_VALUE;

    OutputTail(Path file, StepLog.Stream stream, StepLog log) {
        this.file = file;
        this.stream = stream;
        this.log = log;
        this.spent = new Spent(file, log, this::length);
        this.position = log.consumed(stream);
    }

    /**
     * Carries at most one piece over.
     *
     * @return whether there is more, or may be once the disk has what was there before
     */
    boolean piece(ByteBuffer buffer) throws IOException {
        if (channel == null) {
            if (!Files.exists(file)) {
                return false;
            }
            channel = FileChannel.open(file, StandardOpenOption.READ);
        }
        var there = length();
        position += log.pass(stream, there - position);
        spent.beyond(position + log.room());
        if (spent.behind(position)) {
            return true;
        }
        var count = channel.read(buffer.clear().limit(Math.clamp(there - position, 0, PIECE)), position);
        if (count > 0) {
            log.append(stream, buffer.array(), 0, count);
            position += count;
            spent.upTo(position);
        }
        return position < there;
    }

    /** What the file gains from now on is left in it. */
    void endHere() throws IOException {
        spent.rest();
        end = Files.exists(file) ? Files.size(file) : 0;
    }

    @Override
    public void close() throws IOException {
        spent.rest();
        if (channel != null) {
            channel.close();
        }
    }

    private long length() {
        try {
            return Math.min(channel.size(), end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A buffer fit for both streams of an attempt. */
    static ByteBuffer buffer() {
        return ByteBuffer.allocate(PIECE);
    }
}
