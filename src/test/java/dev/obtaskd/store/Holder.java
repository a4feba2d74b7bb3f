package dev.obtaskd.store;

import java.io.IOException;
import java.nio.file.Path;

/** A process that has a data directory, and whose store is closed. */
final class Holder {

    private Holder() {}

    /** Starts it in a JVM of its own, and returns when it has the directory. */
    static Process start(Path directory) throws IOException {
        var process = Victim.start(Holder.class, directory);
        process.getInputStream().read();
        return process;
    }

    public static void main(String[] args) throws InterruptedException {
        var directory = new DataDirectory(args[0]);
        directory.prepare();
        directory.lock();
        System.out.println("has it");
        Thread.sleep(Long.MAX_VALUE);
    }
}
