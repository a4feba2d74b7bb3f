package dev.obtaskd.store.writer;

import dev.obtaskd.store.SampleTasks;
import java.io.IOException;
import java.nio.file.Path;

/** A process that writes tasks and prints the acknowledged ones until it is killed. */
public final class KilledProcess {

    private KilledProcess() {}

    /** Starts the process on a directory, in its own JVM. */
    static Process start(Path directory) throws IOException {
        return start(KilledProcess.class, directory);
    }

    /** The same for another process that uses a directory. */
    public static Process start(Class<?> main, Path directory) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(java, "-cp", classes, main.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] args) {
        var store = new StoreFixture(Path.of(args[0]));
        for (int thread = 0; thread < 4; thread++) {
            Thread.ofPlatform().start(() -> write(store));
        }
    }

    private static void write(StoreFixture store) {
        while (true) {
            long id =
                    store.writer.write(
                            tx -> {
                                var task = SampleTasks.task(tx.nextId() * 10);
                                tx.insert(task);
                                return task.id().number();
                            });
            System.out.println("ack " + id + ".");
        }
    }
}
