package dev.obtaskd.step;

import dev.obtaskd.text.LocalizedText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The context that the engine provides to an attempt, in memory. */
public final class FakeContext implements StepContext, StepContext.Cancellation, StepLog {

    public final List<String> system = new CopyOnWriteArrayList<>();
    public final List<String> waits = new CopyOnWriteArrayList<>();
    public Instant deadline = Instant.MAX;
    public boolean sameBoot = true;

    /** Whether the log refuses all further output, like one on a full disk. */
    public volatile boolean full;

    /** Action that runs while the log is forced to disk. */
    public Runnable forcing = () -> {};

    private final Map<Stream, ByteArrayOutputStream> bytes = new EnumMap<>(Stream.class);
    private final Map<Stream, Long> consumed = new EnumMap<>(Stream.class);
    private final List<Runnable> actions = new ArrayList<>();
    private final Path directory;
    private final String key;
    private boolean requested;
    private volatile boolean detached;
    private int largestPiece;

    public FakeContext(Path parent, String key) {
        this.key = key;
        this.directory = parent.resolve(key);
        try {
            Files.createDirectories(files());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The same attempt after a restart of the daemon, with the log of this one. */
    public FakeContext restarted() {
        var next = new FakeContext(directory.getParent(), key);
        next.consumed.putAll(consumed);
        return next;
    }

    public String text(Stream stream) {
        synchronized (bytes) {
            var out = bytes.get(stream);
            return out == null ? "" : out.toString(StandardCharsets.UTF_8);
        }
    }

    public String stdout() {
        return text(Stream.STDOUT);
    }

    public int largestPiece() {
        return largestPiece;
    }

    public synchronized void cancel() {
        requested = true;
        List.copyOf(actions).forEach(Runnable::run);
    }

    public synchronized void detach() {
        detached = true;
        List.copyOf(actions).forEach(Runnable::run);
    }

    /** Accepts all output. */
    @Override
    public long pass(Stream stream, long waiting) {
        return 0;
    }

    @Override
    public long room() {
        return Long.MAX_VALUE / 2;
    }

    @Override
    public String attemptKey() {
        return key;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Path files() {
        return directory.resolve("files");
    }

    @Override
    public UndoDirectory undoDirectory() {
        var subTask = key.substring(0, key.indexOf('.'));
        return new UndoDirectory(
                directory.resolveSibling("kept").resolve(subTask),
                directory.resolveSibling(subTask + ".changed"));
    }

    @Override
    public StepLog log() {
        return this;
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public boolean sameBoot() {
        return sameBoot;
    }

    @Override
    public Cancellation cancellation() {
        return this;
    }

    @Override
    public boolean detached() {
        return detached;
    }

    @Override
    public void waiting(LocalizedText text, Instant until) {
        waits.add(text.en());
    }

    @Override
    public synchronized boolean requested() {
        return requested;
    }

    @Override
    public synchronized void onRequest(Runnable action) {
        actions.add(action);
        if (requested || detached) {
            action.run();
        }
    }

    @Override
    public void append(Stream stream, byte[] piece, int offset, int length) {
        refuseIfFull();
        synchronized (bytes) {
            bytes.computeIfAbsent(stream, any -> new ByteArrayOutputStream())
                    .write(piece, offset, length);
            consumed.merge(stream, (long) length, Long::sum);
            largestPiece = Math.max(largestPiece, length);
        }
    }

    @Override
    public void force() {
        refuseIfFull();
        forcing.run();
    }

    @Override
    public void system(String text) {
        refuseIfFull();
        system.add(text);
    }

    @Override
    public long consumed(Stream stream) {
        synchronized (bytes) {
            return consumed.getOrDefault(stream, 0L);
        }
    }

    private void refuseIfFull() {
        if (full) {
            throw new UncheckedIOException(new IOException("no space left on device"));
        }
    }
}
