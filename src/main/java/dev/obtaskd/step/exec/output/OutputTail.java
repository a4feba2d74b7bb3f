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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Copies new content of one output file into the log, from the position stored by an earlier
 * daemon.
 */
final class OutputTail implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;

    private final Path file;
    private final StepLog.Stream stream;
    private final StepLog log;
    private final EndMark mark;
    private final OutputPump pump;
    private final ConsumedOutput consumed;
    private @Nullable FileChannel channel;
    private long position;
    private long held;
    private boolean marked;
    private volatile long end = Long.MAX_VALUE;

    /**
     * @param mark end of the output; neither the mark nor later content is copied
     */
    OutputTail(Path file, StepLog.Stream stream, StepLog log, EndMark mark) {
        this.file = file;
        this.stream = stream;
        this.log = log;
        this.mark = mark;
        this.pump = new OutputPump(file.resolveSibling(file.getFileName() + ".pump"));
        this.consumed = new ConsumedOutput(file, log, this::length);
        this.position = log.consumed(stream);
    }

    /**
     * Copies at most one chunk.
     *
     * @return whether there is more, or may be once earlier content is on disk
     */
    boolean readChunk(ByteBuffer buffer) throws IOException {
        if (marked) {
            return false;
        }
        var opened = channel;
        if (opened == null) {
            if (!Files.exists(file)) {
                return false;
            }
            opened = FileChannel.open(file, StandardOpenOption.READ);
            channel = opened;
        }
        var there = length();
        position += log.pass(stream, there - position);
        consumed.beyond(position + log.room());
        if (consumed.behind(position)) {
            return true;
        }
        var count =
                opened.read(buffer.clear().limit(Math.clamp(there - position, 0, CHUNK)), position);
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
            consumed.upTo(position);
        }
    }

    /**
     * The program has ended: its output is in the pipe, in the pump, or in the file. After this
     * many more bytes all of it has been read.
     */
    void endWithin(long bytes) throws IOException {
        consumed.rest();
        end = (Files.exists(file) ? Files.size(file) : 0) + bytes;
    }

    /** The pump of this output. */
    OutputPump pump() {
        return pump;
    }

    /** Whether the end mark was found. */
    boolean marked() {
        return marked;
    }

    /** The position up to which the file was read. */
    long position() {
        return position;
    }

    /** Whether the end of the output was reached. */
    boolean atEnd() {
        return marked || position >= end;
    }

    /** Copies an incomplete mark, which was output of the program. */
    void release(ByteBuffer buffer) throws IOException {
        if (held > 0 && channel != null) {
            append(buffer.array(), channel.read(buffer.clear().limit((int) held), position));
            held = 0;
        }
    }

    @Override
    public void close() throws IOException {
        consumed.rest();
        if (channel != null) {
            channel.close();
        }
    }

    private long length() {
        try {
            return Math.min(Objects.requireNonNull(channel).size(), end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A buffer for both streams of an attempt. */
    static ByteBuffer buffer() {
        return ByteBuffer.allocate(CHUNK);
    }
}
