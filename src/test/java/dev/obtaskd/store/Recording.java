package dev.obtaskd.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.h2.store.fs.FilePath;

/** A file's bytes that were forced to the medium, and what was done to it since. */
final class Recording {

    /** Bytes at a place, or a new length if there are none. */
    private record Change(long position, byte[] bytes) {}

    /** Where H2 has its first version, behind two blocks of headers. */
    private static final int FIRST_VERSION = 2 * 4096;

    private byte[] forced;
    private final List<Change> later = new ArrayList<>();

    private Recording(byte[] forced) {
        this.forced = forced;
    }

    static Recording of(FilePath file) {
        try {
            return new Recording(file.exists() ? file.newInputStream().readAllBytes() : new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void wrote(long position, ByteBuffer source) {
        var bytes = new byte[source.remaining()];
        source.get(bytes);
        later.add(new Change(position, bytes));
    }

    synchronized void truncated(long size) {
        later.add(new Change(size, null));
    }

    synchronized void forced() {
        later.forEach(change -> forced = change(forced, change, Integer.MAX_VALUE));
        later.clear();
    }

    /** The file if only a header was quick enough; empty if no header is among what is not forced. */
    synchronized Optional<byte[]> headerAlone() {
        return later.stream()
                .filter(change -> change.bytes() != null && change.position() < FIRST_VERSION)
                .reduce((first, last) -> last)
                .map(header -> change(forced.clone(), header, Integer.MAX_VALUE));
    }

    /** How many changes are not forced yet. */
    synchronized int changes() {
        return later.size();
    }

    /** The file as it is after so many of the changes that are not forced: what a killed process leaves. */
    synchronized byte[] after(int changes) {
        var image = forced.clone();
        for (var change : later.subList(0, changes)) {
            image = change(image, change, Integer.MAX_VALUE);
        }
        return image;
    }

    /**
     * What a power cut leaves: all that was forced, and of the rest what chance has brought to the
     * medium, be it older or newer, some of it torn.
     */
    synchronized byte[] cut(Random random) {
        var image = forced.clone();
        var likely = random.nextInt(5) / 4.0;
        for (var change : later) {
            if (random.nextDouble() < likely) {
                var torn = change == later.getLast() || random.nextInt(8) == 0;
                image = change(image, change, torn ? random.nextInt(Math.max(1, length(change))) : Integer.MAX_VALUE);
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
        var changed = position + length > image.length ? Arrays.copyOf(image, position + length) : image;
        System.arraycopy(change.bytes(), 0, changed, position, length);
        return changed;
    }

    private static int length(Change change) {
        return change.bytes() == null ? 0 : change.bytes().length;
    }
}
