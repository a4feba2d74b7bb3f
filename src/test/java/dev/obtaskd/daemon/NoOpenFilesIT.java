package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A daemon that cannot open files, for example because of too many connections, cannot observe its
 * programs. It does not report them as dead, and reports correct results once it can open files
 * again.
 */
class NoOpenFilesIT {

    private static final int ENOUGH = 1024;
    private static final int FEWER_THAN_ARE_OPEN = 10;

    @TempDir Path directory;

    private final Random random = new Random();
    private final List<LongRunningProgram> programs = new ArrayList<>();
    private final List<SigtermIgnoringProgram> stopped = new ArrayList<>();
    private DaemonProcess daemon;

    @AfterEach
    void end() throws Exception {
        for (var program : programs) {
            program.kill();
        }
        for (var stubborn : stopped) {
            stubborn.kill();
        }
    }

    @Test
    void keepsAProgramRunningThatCannotBeObserved() throws Exception {
        var operations = LongRunningProgram.operations(directory);
        SigtermIgnoringProgram.operation(directory, operations);
        daemon =
                new DaemonProcess(directory.resolve("data"), operations)
                        .start("-Dobtaskd.exec.grace=100ms");
        // A first run with all resources: the JVM opens files to load classes that it has not used
        // yet.
        runWith(ENOUGH);
        runWith(FEWER_THAN_ARE_OPEN);
        assertThat(daemon.stop()).isEqualTo(143);
    }

    private void runWith(int openFiles) throws Exception {
        var living = program();
        var ends = program();
        stopped.add(
                SigtermIgnoringProgram.submit(
                        daemon, directory, "stopped" + stopped.size(), random));
        openFiles(openFiles);
        stopped.getLast().terminate(daemon);
        ends.end(random);
        // Longer than the poll interval of the process monitor.
        TimeUnit.SECONDS.sleep(3);
        assertThat(living.ended(daemon)).isFalse();
        openFiles(ENOUGH);
        stopped.getLast().verify(daemon);
        assertReported(ends);
        living.end(random);
        assertReported(living);
    }

    private LongRunningProgram program() throws Exception {
        programs.add(LongRunningProgram.submit(daemon, directory, "program" + programs.size()));
        return programs.getLast();
    }

    private void assertReported(LongRunningProgram program) throws Exception {
        await().atMost(Duration.ofSeconds(30)).until(() -> program.ended(daemon));
        program.verify(daemon);
    }

    /**
     * Limits the daemon to the files that it has open, which include the connection of this test.
     */
    private void openFiles(int most) throws IOException, InterruptedException {
        var limit =
                new ProcessBuilder("prlimit", "--pid", "" + daemon.pid(), "--nofile=" + most + ":")
                        .inheritIO()
                        .start();
        assertThat(limit.waitFor()).isZero();
    }
}
