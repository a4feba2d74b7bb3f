package dev.obtaskd.log;

import static dev.obtaskd.log.LogFixture.append;
import static dev.obtaskd.step.StepLog.Stream.STDOUT;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closes the file of the log, so that every force that reaches the disk fails. */
class LogForceTest {

    private static final int MAX = 1_000;

    @TempDir Path dataDir;

    private RandomAccessFile file;
    private AttemptLog log;

    @BeforeEach
    void open() throws IOException {
        var directory = new LogFixture(dataDir).directory;
        file = new RandomAccessFile(directory.log().toFile(), "rw");
        log =
                AttemptLog.open(
                        file, directory, LogFixture.CLOCK, SecretMasking.none(), MAX, () -> {});
    }

    @Test
    void forcesRecordsAppendedSinceTheLastForce() throws IOException {
        append(log, STDOUT, "a line\n");
        log.force();
        append(log, STDOUT, "another\n");
        file.close();
        assertThatThrownBy(log::force).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(log::force)
                .as("the records are still not on disk")
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void forcesRecordsOfAnEarlierStart() throws IOException {
        file.close();
        assertThatThrownBy(log::force).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aFullLogIsForcedOnce() throws IOException {
        append(log, STDOUT, "x".repeat(MAX));
        log.force();
        append(log, STDOUT, "x".repeat(MAX));
        log.force();
        append(log, STDOUT, "x".repeat(MAX));
        file.close();
        assertThatCode(log::force).doesNotThrowAnyException();
    }
}
