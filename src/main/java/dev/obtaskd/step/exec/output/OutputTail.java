package dev.obtaskd.step.exec.output;

import dev.obtaskd.step.StepLog;
import dev.obtaskd.step.exec.proc.EndMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Carries what one output file gained into the log, from where the log ended in any earlier life.
 */
final class OutputTail implements AutoCloseable {

    private static final int PIECE = 64 * 1024;

    private final Path file;
    private final StepLog.Stream stream;
    private final StepLog log;
    private final EndMark mark;
    private final OutputPump pump;
    private final ConsumedOutput spent;
    private @Nullable FileChannel channel;
    private long position;
    private long held;
    private boolean marked;
    private volatile long end = Long.MAX_VALUE;

    /**
     * @param mark nothing after it is carried over, nor is the mark itself
     */
    OutputTail(Path file, StepLog.Stream stream, StepLog log, EndMark mark) {
        this.file = file;
        this.stream = stream;
        this.log = log;
        this.mark = mark;
        this.pump = new OutputPump(file.resolveSibling(file.getFileName() + ".pump"));
        this.spent = new ConsumedOutput(file, log, this::length);
        this.position = log.consumed(stream);
    }

    /**
     * Carries at most one piece over.
     *
     * @return whether there is more, or may be once the disk has what was there before
     */
    boolean piece(ByteBuffer buffer) throws IOException {
        if (marked) {
            return false;
        }
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
        var count =
                channel.read(
                        buffer.clear().limit(Math.clamp(there - position, 0, PIECE)), position);
        if (count > 0) {
            var until = mark.find(buffer.array(), count);
            marked = until < count && mark.whole(until, count);
            held = marked ? 0 : count - until;
            append(buffer.array(), until);
        }
        return !marked && position + held < there;
    }

    private void append(byte[] bytes, int count) {
        if (count > 0) {
            log.append(stream, bytes, 0, count);
            position += count;
            spent.upTo(position);
        }
    }

    /**
     * The program has ended: what it wrote is in the pipe, in the hands of the pump, or in the
     * file. If so much comes in addition, all that was there has come.
     */
    void endWithin(long bytes) throws IOException {
        spent.rest();
        end = (Files.exists(file) ? Files.size(file) : 0) + bytes;
    }

    /** The pump of this output. */
    OutputPump pump() {
        return pump;
    }

    /** Whether the end of what the program wrote was found. */
    boolean marked() {
        return marked;
    }

    /** How far it has come. */
    long position() {
        return position;
    }

    /** Whether it has come to where the end must be. */
    boolean atEnd() {
        return marked || position >= end;
    }

    /** Carries over what looked like the beginning of a mark, as no more of it comes. */
    void release(ByteBuffer buffer) throws IOException {
        if (held > 0 && channel != null) {
            append(buffer.array(), channel.read(buffer.clear().limit((int) held), position));
            held = 0;
        }
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
