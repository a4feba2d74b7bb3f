package dev.obtaskd.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.cli.doctor.Finding.Level;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostChecksTest {

    @TempDir Path root;

    @Test
    void anEmptyHostHasNothing() {
        assertThat(level("time service", null)).isEqualTo(Level.WARNING);
        assertThat(level("systemd", null)).isEqualTo(Level.SKIPPED);
        assertThat(level("cgroups", null)).isEqualTo(Level.WARNING);
        assertThat(level("oceanbase", null)).isEqualTo(Level.SKIPPED);
    }

    @Test
    void findsServices() throws IOException {
        write("proc/17/comm", "chronyd\n");
        write("sys/fs/cgroup/cgroup.controllers", "cpu memory pids\n");
        write("run/systemd/system/x", "");
        assertThat(level("time service", null)).isEqualTo(Level.OK);
        assertThat(level("cgroups", null)).isEqualTo(Level.OK);
        assertThat(level("systemd", null)).isEqualTo(Level.WARNING);
        write(
                "etc/systemd/system/obtaskd.service",
                "[Service]\nKillMode = process\nDelegate=yes\n");
        assertThat(level("systemd", null)).isEqualTo(Level.OK);
        write("etc/systemd/system/obtaskd.service", "[Service]\n#KillMode=process\nDelegate=yes\n");
        assertThat(level("systemd", null)).isEqualTo(Level.PROBLEM);
        write("sys/fs/cgroup/cgroup.controllers", "cpu\n");
        assertThat(level("cgroups", null)).isEqualTo(Level.WARNING);
    }

    @Test
    void connectsToOceanBase() throws IOException {
        int port;
        try (var server = new ServerSocket(0)) {
            port = server.getLocalPort();
            assertThat(level("oceanbase", "127.0.0.1:" + port)).isEqualTo(Level.OK);
        }
        assertThat(level("oceanbase", "127.0.0.1:" + port)).isEqualTo(Level.PROBLEM);
    }

    private Level level(String check, String oceanBase) {
        return new HostChecks(root, oceanBase)
                .findings().stream()
                        .filter(finding -> finding.check().equals(check))
                        .findFirst()
                        .orElseThrow()
                        .level();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }
}
