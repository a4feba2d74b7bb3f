package dev.obtaskd.store;

import java.io.IOException;
import java.nio.file.Path;

/** A process that has a data directory, and whose store is closed. */
final class Holder {

    private Holder() {}

    /** Starts it in a JVM of its own, and returns when it has the directory. */
    static Process start(Path directory) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var process = new ProcessBuilder(java, "-cp", classes, Holder.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getInputStream().read();
        return process;
    }

    public static void main(String[] args) throws InterruptedException {
        var directory = new DataDirectory(args[0]);
        directory.prepare();
        directory.claim();
        System.out.println("has it");
        Thread.sleep(Long.MAX_VALUE);
    }
}
