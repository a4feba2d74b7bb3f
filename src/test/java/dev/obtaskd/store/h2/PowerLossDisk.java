package dev.obtaskd.store.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system {@code power:<path>} for H2 that records all writes, so that the state after a
 * power cut can be computed.
 */
public final class PowerLossDisk extends FilePathWrapper {

    private static final Map<String, RecordedFile> RECORDINGS = new ConcurrentHashMap<>();

    static {
        DualHeaderFileSystem.register();
        FilePath.register(new PowerLossDisk());
    }

    /** The database of a directory, as written in a URL. */
    public static String database(java.nio.file.Path directory) {
        return "obtaskd:" + plain(directory);
    }

    /** The prefix of a path in the name of a file. */
    static String scheme() {
        return "obtaskd:power:";
    }

    /** The same database on H2's own file system. */
    static String plain(java.nio.file.Path directory) {
        return "power:" + directory.toAbsolutePath() + "/db/obtaskd";
    }

    /** The writes to the file of a database since it was first opened. */
    public static RecordedFile recording(java.nio.file.Path directory) {
        return RECORDINGS.get(directory.toAbsolutePath() + "/db/obtaskd.mv.db");
    }

    /** The writes to any file. */
    static RecordedFile recordingOf(java.nio.file.Path file) {
        return RECORDINGS.get(file.toAbsolutePath().toString());
    }

    /** Discards the recordings of a database that is not opened again. */
    public static void forget(java.nio.file.Path directory) {
        RECORDINGS.remove(directory.toAbsolutePath() + "/db/obtaskd.mv.db");
    }

    @Override
    public String getScheme() {
        return "power";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        var recording =
                RECORDINGS.computeIfAbsent(getBase().toString(), any -> RecordedFile.of(getBase()));
        return new Channel(getBase().open(mode), recording);
    }

    /** Each write is executed and recorded together. */
    private static final class Channel extends FileBaseDefault {
        private final FileChannel file;
        private final RecordedFile recording;

        Channel(FileChannel file, RecordedFile recording) {
            this.file = file;
            this.recording = recording;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            synchronized (recording) {
                recording.wrote(position, source.duplicate());
                return file.write(source, position);
            }
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            synchronized (recording) {
                recording.truncated(size);
                file.truncate(size);
            }
        }

        @Override
        public void force(boolean metaData) {
            recording.forced();
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
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
