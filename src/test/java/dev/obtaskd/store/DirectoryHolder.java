package dev.obtaskd.store;

import dev.obtaskd.store.writer.KilledProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that holds the lock of a data directory while its store is closed. */
public final class DirectoryHolder {

    private DirectoryHolder() {}

    /** Starts the process in its own JVM, and returns when it holds the directory. */
    public static Process start(Path directory) throws IOException {
        var process = KilledProcess.start(DirectoryHolder.class, directory);
        process.getInputStream().read();
        return process;
    }

    public static void main(String[] args) throws InterruptedException {
        var directory = new DataDirectory(args[0]);
        directory.prepare();
        directory.lock();
        System.out.println("locked");
        new CountDownLatch(1).await();
    }
}
