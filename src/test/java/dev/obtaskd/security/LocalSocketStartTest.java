package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSocketStartTest {

    @TempDir
    Path data;

    @Test
    void makesADirectoryForTheDaemonAlone() throws IOException {
        new LocalSocket(data.resolve("run/obtaskd.sock")).start(new StartupEvent());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("run")))).isEqualTo("rwx------");
    }

    @Test
    void clearsAwayWhatAKilledDaemonLeft() throws IOException {
        var left = Files.createFile(Files.createDirectory(data.resolve("run")).resolve("obtaskd.sock"));
        new LocalSocket(left).start(new StartupEvent());
        assertThat(left).doesNotExist();
    }

    @Test
    void saysThatThePathIsTooLong() {
        var path = data.resolve("x".repeat(100)).resolve("obtaskd.sock");
        assertThatThrownBy(() -> new LocalSocket(path).start(new StartupEvent()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("obtaskd.data-dir is too long");
    }
}
