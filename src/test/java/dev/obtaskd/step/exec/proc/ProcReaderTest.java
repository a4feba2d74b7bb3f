package dev.obtaskd.step.exec.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProcReaderTest {

    private final AtomicInteger times = new AtomicInteger();

    @Test
    void returnsTheContent() {
        assertThat(ProcReader.read(() -> "there")).contains("there");
    }

    @Test
    void returnsEmptyForAMissingFileWithoutRetry() {
        assertThat(ProcReader.read(this::absent)).isEmpty();
        assertThat(times).hasValue(1);
    }

    @Test
    void retriesBeforeItReportsAFailure() {
        assertThat(ProcReader.read(this::failingOnce)).contains("there");
        assertThat(ProcReader.read(this::broken)).isEmpty();
    }

    private String absent() throws IOException {
        times.incrementAndGet();
        throw new NoSuchFileException("file");
    }

    private String failingOnce() throws IOException {
        return times.incrementAndGet() == 1 ? broken() : "there";
    }

    private String broken() throws IOException {
        throw new IOException("Too many open files, perhaps");
    }
}
