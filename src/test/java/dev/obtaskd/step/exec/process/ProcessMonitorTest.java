package dev.obtaskd.step.exec.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.step.FakeContext;
import dev.obtaskd.step.StepLog;
import dev.obtaskd.step.exec.cgroup.AttemptGroups;
import dev.obtaskd.step.exec.output.AttemptOutputs;
import dev.obtaskd.step.exec.output.OutputWatch;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.Notifier;
import dev.obtaskd.step.exec.proc.ProcessTag;
import dev.obtaskd.step.exec.proc.PumpFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMonitorTest {

    private static final long FLOOD = 16L * 1024 * 1024;

    @TempDir Path parent;

    private FakeContext context;
    private AttemptFiles files;
    private final AtomicLong watching = new AtomicLong();

    /**
     * The first interval suits short programs; the last one applies to output that is not behind.
     */
    private final List<Duration> waits = new ArrayList<>();

    @BeforeEach
    void programFarAhead() throws IOException {
        context = new FakeContext(parent, "1.1");
        files = new AttemptFiles(context.directory());
        try (var stdout = new RandomAccessFile(files.stdout().toFile(), "rw")) {
            stdout.setLength(FLOOD);
        }
        PumpFiles.leaveEnded(files);
    }

    @Test
    void doesNotWatchForMoreOutputDuringAFlood() throws Exception {
        var takenWhenWatched = new AtomicLong(-1);
        follow(() -> takenWhenWatched.compareAndSet(-1, context.consumed(StepLog.Stream.STDOUT)));

        assertThat(takenWhenWatched).hasValue(FLOOD);
        assertThat(watching).hasValue(0);
    }

    @Test
    void readsAFloodForAnEighthOfTheTime() throws Exception {
        var began = System.nanoTime();
        follow(() -> {});
        var took = Duration.ofNanos(System.nanoTime() - began);

        var pauses = waits.subList(1, waits.size() - 1);
        assertThat(pauses).isNotEmpty().allMatch(Duration::isPositive);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isLessThan(took.multipliedBy(7).plusMillis(pauses.size()));
    }

    /**
     * Follows the program until its output is read and all waits have ended; then the program ends.
     */
    private void follow(Runnable watched) throws Exception {
        var watch =
                new OutputWatch() {
                    @Override
                    public Watching on(Path directory, Notifier notifier) {
                        watching.incrementAndGet();
                        watched.run();
                        end();
                        notifier.signal();
                        return watching::decrementAndGet;
                    }
                };
        var notifier =
                new Notifier() {
                    @Override
                    public void await(Duration atMost) {
                        waits.add(atMost);
                    }
                };
        try (var outputs = new AttemptOutputs(context, ProcessTag.fresh(), notifier)) {
            var processes =
                    new AttemptProcesses(files, ProcessTag.fresh(), new AttemptGroups(List.of()));
            var stop = new ProcessTerminator(context, outputs, processes, Duration.ZERO, notifier);
            var end = new ProcessMonitor(context, outputs, stop, notifier).end(watch, () -> true);
            assertThat(end).isEqualTo(new ProcessExit.Exited(0));
        }
    }

    private void end() {
        try {
            Files.writeString(context.directory().resolve("rc"), "0\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
