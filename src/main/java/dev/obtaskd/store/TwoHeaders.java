package dev.obtaskd.store;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files {@code obtaskd:<path>} for H2, whose stores survive a power cut that keeps a header and loses the version
 * it tells of. H2 writes a header twice, over both of the one before; then nothing leads to the last version that
 * was forced, and H2 goes on from any older one that it finds whole. Here the two take turns: of the two one is
 * always a header that was forced.
 */
@RegisterForReflection
public final class TwoHeaders extends FilePathWrapper {

    private static final String SCHEME = "obtaskd";

    /** Makes H2 know them; before the first store is opened. */
    static void register() {
        FilePath.register(new TwoHeaders());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode));
    }

    /** Like the file's own, but for the headers. */
    private static final class Channel extends FileBaseDefault {

        private static final int BLOCK = 4096;
        private static final Pattern VERSION = Pattern.compile("version:([0-9a-f]{1,15})");

        private final FileChannel file;
        /** Which of the two is not the last that was forced; -1 before that is known. */
        private int turn = -1;
        private boolean written;

        Channel(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (position != 0 || source.remaining() != 2 * BLOCK) {
                return file.write(source, position);
            }
            header(source);
            source.position(source.limit());
            return 2 * BLOCK;
        }

        private synchronized void header(ByteBuffer source) throws IOException {
            if (turn < 0) {
                both(source);
            } else {
                all(source.slice(source.position(), BLOCK), (long) turn * BLOCK);
                written = true;
            }
        }

        /** What the header tells of is there before it, and the header before all that comes after it. */
        private void both(ByteBuffer source) throws IOException {
            file.force(true);
            all(source.duplicate(), 0);
            file.force(true);
            turn = 0;
        }

        private void all(ByteBuffer source, long position) throws IOException {
            for (var at = position; source.hasRemaining(); ) {
                at += file.write(source, at);
            }
        }

        /** No header is written meanwhile: it would be taken for one that was forced. */
        @Override
        public synchronized void force(boolean metaData) throws IOException {
            file.force(metaData);
            if (written) {
                turn = 1 - turn;
                written = false;
            }
        }

        /** H2 takes the first header for the one that counts unless the second is newer and whole: so the newer is first. */
        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            var from = target.position();
            var count = file.read(target, position);
            if (position == 0 && count >= 2 * BLOCK) {
                newerFirst(target, from);
            }
            return count;
        }

        private static void newerFirst(ByteBuffer target, int from) {
            var first = new byte[BLOCK];
            var second = new byte[BLOCK];
            target.get(from, first).get(from + BLOCK, second);
            if (version(second) > version(first)) {
                target.put(from, second).put(from + BLOCK, first);
            }
        }

        private static long version(byte[] header) {
            var found = VERSION.matcher(new String(header, StandardCharsets.ISO_8859_1));
            return found.find() ? Long.parseLong(found.group(1), 16) : -1;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
