package dev.obtaskd.store;

import dev.obtaskd.store.writer.KilledProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that has a data directory, and whose store is closed. */
public final class DirectoryHolder {

    private DirectoryHolder() {}

    /** Starts it in a JVM of its own, and returns when it has the directory. */
    public static Process start(Path directory) throws IOException {
        var process = KilledProcess.start(DirectoryHolder.class, directory);
        process.getInputStream().read();
        return process;
    }

    public static void main(String[] args) throws InterruptedException {
        var directory = new DataDirectory(args[0]);
        directory.prepare();
        directory.lock();
        System.out.println("has it");
        new CountDownLatch(1).await();
    }
}
