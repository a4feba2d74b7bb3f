package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.Attempts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracesTest {

    @TempDir
    Path dataDir;

    private AttemptDirectory directory;

    @BeforeEach
    void create() throws IOException {
        directory = new Attempts(dataDir).of(1, Instant.EPOCH).create(2, 1);
    }

    @Test
    void makesOnlyWhatIsUsed() throws IOException {
        try (var traces = traces()) {
            assertThat(directory.path()).isEmptyDirectory();
            assertThat(traces.files()).isDirectory();
            assertThat(traces.run()).isDirectory();
            assertThat(directory.log()).doesNotExist();
            traces.log().system("begun");
            assertThat(directory.log()).content().contains("begun");
        }
    }

    @Test
    void countsTheBytesOfThisLifeOnly() throws IOException {
        try (var traces = traces()) {
            assertThat(traces.logBytes()).isZero();
            traces.log().system("begun");
            assertThat(traces.logBytes()).isEqualTo(directory.log().toFile().length());
        }
        try (var nextLife = traces()) {
            nextLife.log();
            assertThat(nextLife.logBytes()).isZero();
        }
    }

    @Test
    void aLogThatWasNeverUsedIsNotMadeWhenItIsTooLate() throws IOException {
        var traces = traces();
        traces.close();
        assertThatThrownBy(traces::log).isInstanceOf(IllegalStateException.class);
        assertThat(directory.path()).isEmptyDirectory();
    }

    private Traces traces() {
        return new Traces(directory, List.of(), Clock.systemUTC());
    }
}
