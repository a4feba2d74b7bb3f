package dev.obtaskd.store.h2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.h2.store.fs.FilePath;

/** The writes to a file, and which of them were forced to disk. */
public final class RecordedFile {

    /** Bytes written at a position; without bytes, a new length. */
    private record Change(long position, byte[] bytes) {}

    private final byte[] first;
    private final List<Change> changes = new ArrayList<>();
    private byte[] forced;
    private int forcedChanges;
    private Runnable watcher = () -> {};

    private RecordedFile(byte[] first) {
        this.first = first;
        this.forced = first.clone();
    }

    static RecordedFile of(FilePath file) {
        try {
            return new RecordedFile(
                    file.exists() ? file.newInputStream().readAllBytes() : new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void wrote(long position, ByteBuffer source) {
        var bytes = new byte[source.remaining()];
        source.get(bytes);
        changes.add(new Change(position, bytes));
    }

    synchronized void truncated(long size) {
        changes.add(new Change(size, null));
    }

    /** Sets an action that runs before each force. */
    synchronized void watch(Runnable watcher) {
        this.watcher = watcher;
    }

    synchronized void forced() {
        watcher.run();
        later().forEach(change -> forced = change(forced, change, Integer.MAX_VALUE));
        forcedChanges = changes.size();
    }

    private List<Change> later() {
        return changes.subList(forcedChanges, changes.size());
    }

    /** Number of writes. */
    synchronized int changes() {
        return changes.size();
    }

    /** The file after a number of writes, forced or not: the state that a killed process leaves. */
    synchronized byte[] after(int count) {
        var image = first.clone();
        for (var change : changes.subList(0, count)) {
            image = change(image, change, Integer.MAX_VALUE);
        }
        return image;
    }

    /** Number of writes that are not forced yet. */
    synchronized int unforced() {
        return later().size();
    }

    /** The file with all forced writes and the selected unforced ones. */
    synchronized byte[] keeping(IntPredicate kept) {
        var image = forced.clone();
        for (int i = 0; i < later().size(); i++) {
            image = kept.test(i) ? change(image, later().get(i), Integer.MAX_VALUE) : image;
        }
        return image;
    }

    /**
     * The state after a power cut: all forced writes, and a random subset of the others in any
     * order, some of them torn.
     */
    public synchronized byte[] cut(Random random) {
        var image = forced.clone();
        var likely = random.nextInt(5) / 4.0;
        var later = later();
        for (var change : later) {
            if (random.nextDouble() < likely) {
                var torn = change == later.getLast() || random.nextInt(8) == 0;
                image =
                        torn && length(change) > 0
                                ? torn(image, change, random)
                                : change(image, change, Integer.MAX_VALUE);
            }
        }
        return image;
    }

    /** Applies part of a write: its beginning, or some of its sectors. */
    private static byte[] torn(byte[] image, Change change, Random random) {
        if (random.nextBoolean()) {
            return change(image, change, random.nextInt(length(change)));
        }
        var sector = 512 << random.nextInt(4);
        var kept = random.nextDouble();
        for (int at = 0; at < length(change); at += sector) {
            if (random.nextDouble() < kept) {
                var bytes =
                        Arrays.copyOfRange(
                                change.bytes(), at, Math.min(at + sector, length(change)));
                image = change(image, new Change(change.position() + at, bytes), Integer.MAX_VALUE);
            }
        }
        return image;
    }

    private static byte[] change(byte[] image, Change change, int most) {
        var position = Math.toIntExact(change.position());
        if (change.bytes() == null) {
            return position < image.length ? Arrays.copyOf(image, position) : image;
        }
        var length = Math.min(most, change.bytes().length);
        var changed =
                position + length > image.length ? Arrays.copyOf(image, position + length) : image;
        System.arraycopy(change.bytes(), 0, changed, position, length);
        return changed;
    }

    private static int length(Change change) {
        return change.bytes() == null ? 0 : change.bytes().length;
    }
}
