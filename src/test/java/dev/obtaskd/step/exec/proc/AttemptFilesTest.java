package dev.obtaskd.step.exec.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptFilesTest {

    @TempDir Path directory;

    @Test
    void ignoresATruncatedExitCode() throws IOException {
        var files = new AttemptFiles(directory);
        assertThat(files.exitCode()).isEmpty();
        for (var part : new String[] {"", "1", "12", "\n", "\0\0\0\0"}) {
            Files.writeString(directory.resolve("rc"), part);
            assertThat(files.exitCode()).as(part).isEmpty();
        }
        Files.writeString(directory.resolve("rc"), "127\n");
        assertThat(files.exitCode()).contains(127);
    }
}
