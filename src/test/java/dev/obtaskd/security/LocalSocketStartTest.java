package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSocketStartTest {

    @TempDir Path data;

    @Test
    void createsADirectoryForTheDaemonOnly() throws IOException {
        new LocalSocket(data.resolve("run/obtaskd.sock")).start(new StartupEvent());
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.resolve("run"))))
                .isEqualTo("rwx------");
    }

    @Test
    void deletesTheSocketOfAKilledDaemon() throws IOException {
        var left =
                Files.createFile(
                        Files.createDirectory(data.resolve("run")).resolve("obtaskd.sock"));
        new LocalSocket(left).start(new StartupEvent());
        assertThat(left).doesNotExist();
    }

    @Test
    void supportsPathsBeyondTheLimitOfTheKernel() throws IOException {
        var path = Files.createDirectory(data.resolve("x".repeat(100))).resolve("obtaskd.sock");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(SocketPath.address(path));
            assertThat(path).exists();
            try (var client = SocketChannel.open(SocketPath.address(path))) {
                assertThat(client.isConnected()).isTrue();
            }
        }
    }
}
