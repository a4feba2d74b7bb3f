package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What the daemon's own user may do by the socket in the data directory. */
@QuarkusTest
class LocalSocketTest {

    @ConfigProperty(name = "obtaskd.data-dir")
    Path data;

    @Test
    void isClosedToOthers() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket()))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket().getParent()))).isEqualTo("rwx------");
    }

    @Test
    void needsNoPasswordBelowEitherApi() throws IOException {
        assertThat(send("GET", "/api/v1/ob/info", "")).startsWith("HTTP/1.1 200").contains("\"successful\":true", "CLUSTER AGENT");
        assertThat(send("GET", "/api/v2/tasks", "")).startsWith("HTTP/1.1 200").contains("nextCursor");
        assertThat(send("GET", "/q/metrics", "")).startsWith("HTTP/1.1 200");
    }

    @Test
    void makesItsCallerAnAdministrator() throws IOException {
        assertThat(send("POST", "/api/v2/tasks", "{\"operation\":\"host.inspect\",\"params\":{}}"))
                .startsWith("HTTP/1.1 201").contains("\"user\":\"admin\"");
    }

    @Test
    void takesBodiesInClear() throws IOException {
        assertThat(send("POST", "/api/v1/guarded/socket", "{\"a\":1}"))
                .startsWith("HTTP/1.1 200").contains("\"body\":\"{\\\"a\\\":1}\"");
    }

    @Test
    void hasNoKeysToEncryptALogInWith() throws IOException {
        assertThat(send("POST", "/api/v1/login", "")).startsWith("HTTP/1.1 400").contains("Request.AESKey.NotFound");
    }

    private Path socket() {
        return data.resolve("run/obtaskd.sock");
    }

    private String send(String method, String target, String body) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            var request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + (body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
                    + "\r\n" + body;
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
