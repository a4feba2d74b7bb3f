package dev.obtaskd.step.exec.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.step.FakeContext;
import dev.obtaskd.step.StepLog.Stream;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.Notifier;
import dev.obtaskd.step.exec.proc.ProcessTag;
import dev.obtaskd.step.exec.proc.PumpFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptOutputsTest {

    private static final byte[] FLOOD = new byte[8 * 1024 * 1024];

    @TempDir Path parent;

    private FakeContext context;
    private AttemptFiles files;
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void programWithMuchOutput() throws IOException {
        context = new FakeContext(parent, "1.1");
        files = new AttemptFiles(context.directory());
        Files.write(files.stdout(), FLOOD);
        Files.write(files.stderr(), FLOOD);
        PumpFiles.leaveEnded(files);
    }

    @Test
    void readsRemainingOutputForASeventhOfTheTime() throws Exception {
        var began = System.nanoTime();
        rest(() -> {});
        var took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(taken()).containsExactly((long) FLOOD.length, (long) FLOOD.length);
        assertThat(pauses).hasSizeGreaterThan(10).allMatch(Duration::isPositive);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isLessThan(took.multipliedBy(6).plusMillis(pauses.size()));
    }

    @Test
    void doesNotWaitForOutputThatADaemonAdds() throws Exception {
        rest(this::addToBoth);

        assertThat(pauses).isNotEmpty();
        assertThat(taken())
                .as("at most the output that was in transit")
                .allMatch(bytes -> bytes <= FLOOD.length + 2 * 1024 * 1024);
    }

    @Test
    void readsLittleOutputWithoutAPause() throws Exception {
        Files.writeString(files.stdout(), "done\n");
        Files.delete(files.stderr());
        rest(() -> {});

        assertThat(pauses).isEmpty();
        assertThat(taken()).containsExactly(5L, 0L);
    }

    @Test
    void pausesAreProportionalToTheWorkWithinLimits() {
        assertThat(AttemptOutputs.pause(Duration.ZERO))
                .as("minimum")
                .isEqualTo(Duration.ofMillis(1));
        assertThat(AttemptOutputs.pause(Duration.ofMillis(2))).isEqualTo(Duration.ofMillis(12));
        assertThat(AttemptOutputs.pause(Duration.ofSeconds(3))).isEqualTo(Duration.ofMillis(100));
    }

    private void rest(Runnable meanwhile) throws Exception {
        var notifier =
                new Notifier() {
                    @Override
                    public void await(Duration atMost) {
                        pauses.add(atMost);
                        meanwhile.run();
                    }
                };
        try (var outputs = new AttemptOutputs(context, ProcessTag.fresh(), notifier)) {
            outputs.readRest();
        }
    }

    private void addToBoth() {
        for (var file : List.of(files.stdout(), files.stderr())) {
            try {
                Files.write(file, new byte[64 * 1024], StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<Long> taken() {
        return List.of(context.consumed(Stream.STDOUT), context.consumed(Stream.STDERR));
    }
}
