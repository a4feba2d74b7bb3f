package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.testing.TortureReport;
import dev.obtaskd.testing.TortureTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon is killed repeatedly while programs continue, some of which end while it is down. It
 * recovers each of them, reports the correct result, and has their complete output. For a program
 * that is lost while the daemon is down and whose process id is reused, the daemon neither waits
 * for the other process nor mistakes it for the program. A stop that a kill interrupts is
 * completed.
 */
@TortureTest
class ReattachIT {

    private static final int ROUNDS = Integer.getInteger("obtaskd.rounds", 4);
    private static final int LIVE = 3;

    /** Some kills come before the stop has completed, some after it. */
    private static final String[] SETTINGS = {"-Dobtaskd.exec.grace=150ms"};

    private final List<LongRunningProgram> live = new ArrayList<>();
    private final List<SigtermIgnoringProgram> stopped = new ArrayList<>();

    @TempDir Path directory;

    private DaemonProcess daemon;
    private Process bystander;
    private int submitted;

    @AfterEach
    void end() throws Exception {
        if (bystander != null) {
            bystander.destroyForcibly();
        }
        for (var program : live) {
            program.kill();
        }
        for (var stubborn : stopped) {
            stubborn.kill();
        }
    }

    @Test
    void recoversEveryProgramAndReportsItsResult() throws Exception {
        var seed = Long.getLong("obtaskd.seed", System.nanoTime());
        System.out.println(
                "re-attach, seed " + seed + " (repeat with -Dobtaskd.seed=" + seed + ")");
        var random = new Random(seed);
        bystander = new ProcessBuilder("sleep", "3600").start();
        var operations = LongRunningProgram.operations(directory);
        SigtermIgnoringProgram.operation(directory, operations);
        daemon = new DaemonProcess(directory.resolve("data"), operations).start(SETTINGS);
        for (var round = 0; round < ROUNDS; round++) {
            more();
            stop(random);
            pause(random);
            daemon.kill();
            var endedWhileDown = whileDown(random, round);
            pause(random);
            daemon.start(SETTINGS);
            reported(endedWhileDown);
            stopped.getLast().verify(daemon);
            var ended = List.of(live.remove(random.nextInt(live.size())));
            ended.getFirst().end(random);
            reported(ended);
        }
        for (var program : live) {
            program.end(random);
        }
        reported(live);
        live.clear();
        assertThat(bystander.isAlive()).as("the other process is not touched").isTrue();
        assertThat(daemon.stop()).isEqualTo(143);
        System.out.println(
                "re-attach: " + TortureReport.of(seed, ROUNDS, submitted + stopped.size()).add());
    }

    /** One program ends, and in every third round another one is lost without a trace. */
    private List<LongRunningProgram> whileDown(Random random, int round) throws Exception {
        var ended = new ArrayList<LongRunningProgram>();
        ended.add(live.remove(random.nextInt(live.size())));
        ended.getFirst().end(random);
        if (round % 3 == 0) {
            ended.add(live.remove(random.nextInt(live.size())));
            ended.getLast().killUnobserved(directory.resolve("data"), bystander.pid());
        }
        return ended;
    }

    private void more() throws Exception {
        while (live.size() < LIVE) {
            live.add(LongRunningProgram.submit(daemon, directory, "program" + ++submitted));
        }
    }

    private void stop(Random random) throws Exception {
        stopped.add(
                SigtermIgnoringProgram.submit(
                        daemon, directory, "stubborn" + stopped.size(), random));
        pause(random);
        stopped.getLast().terminate(daemon);
    }

    private void reported(List<LongRunningProgram> ended) throws Exception {
        for (var program : ended) {
            await().atMost(60, TimeUnit.SECONDS)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> program.ended(daemon));
            program.verify(daemon);
        }
    }

    private static void pause(Random random) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
    }
}
