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
 * A daemon that can open no file more, as when it has too many connections, cannot look after its
 * programs. It takes none of them for dead, and when it can look again it tells the truth about
 * all.
 */
class NoOpenFilesIT {

    private static final int ENOUGH = 1024;
    private static final int FEWER_THAN_ARE_OPEN = 10;

    @TempDir Path directory;

    private final Random random = new Random();
    private final List<LongRunningProgram> speakers = new ArrayList<>();
    private final List<SigtermIgnoringProgram> stopped = new ArrayList<>();
    private DaemonProcess daemon;

    @AfterEach
    void end() throws Exception {
        for (var speaker : speakers) {
            speaker.kill();
        }
        for (var stubborn : stopped) {
            stubborn.kill();
        }
    }

    @Test
    void aProgramIsNotTakenForDeadByWhoCannotLook() throws Exception {
        var operations = LongRunningProgram.operations(directory);
        SigtermIgnoringProgram.operation(directory, operations);
        daemon =
                new DaemonProcess(directory.resolve("data"), operations)
                        .start("-Dobtaskd.exec.grace=100ms");
        // For the first time with all it needs: a virtual machine opens files for the classes it
        // has not met yet.
        play(ENOUGH);
        play(FEWER_THAN_ARE_OPEN);
        assertThat(daemon.stop()).isEqualTo(143);
    }

    private void play(int openFiles) throws Exception {
        var lives = speaker();
        var ends = speaker();
        stopped.add(
                SigtermIgnoringProgram.submit(
                        daemon, directory, "stopped" + stopped.size(), random));
        openFiles(openFiles);
        stopped.getLast().terminate(daemon);
        ends.end(random);
        // Longer than the poll interval of the process monitor.
        TimeUnit.SECONDS.sleep(3);
        assertThat(lives.over(daemon)).isFalse();
        openFiles(ENOUGH);
        stopped.getLast().judge(daemon);
        told(ends);
        lives.end(random);
        told(lives);
    }

    private LongRunningProgram speaker() throws Exception {
        speakers.add(LongRunningProgram.submit(daemon, directory, "speaker" + speakers.size()));
        return speakers.getLast();
    }

    private void told(LongRunningProgram speaker) throws Exception {
        await().atMost(Duration.ofSeconds(30)).until(() -> speaker.over(daemon));
        speaker.judge(daemon);
    }

    /** Those that are open stay so, the connection of this test among them. */
    private void openFiles(int most) throws IOException, InterruptedException {
        var limit =
                new ProcessBuilder("prlimit", "--pid", "" + daemon.pid(), "--nofile=" + most + ":")
                        .inheritIO()
                        .start();
        assertThat(limit.waitFor()).isZero();
    }
}
