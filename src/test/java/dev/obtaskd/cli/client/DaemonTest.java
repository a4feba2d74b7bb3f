package dev.obtaskd.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon, or something else, that answers in all kinds of ways. */
class DaemonTest {

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void readsBodiesInChunks() throws IOException {
        var daemon =
                answering(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "5;x=y\r\n{\"a\":\r\n3\r\n 1}\r\n0\r\n\r\n");
        assertThat(daemon.get(Query.of("/x")).path("a").intValue()).isEqualTo(1);
    }

    @Test
    void sendsAChangeAgainWithTheSameKeyIfItsResponseIsLost() throws IOException {
        var daemon = answering("", "HTTP/1.1 201 ", answer("201 Created", "{\"id\":\"1\"}"));
        assertThat(daemon.change(Query.of("/x"), Map.of()).path("id").textValue()).isEqualTo("1");
        assertThat(keys).hasSize(3).allMatch(key -> key.equals(keys.getFirst()));
        assertThat(keys.getFirst()).startsWith("Idempotency-Key: ").hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\"",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<!DOCTYPE",
                "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 3\r\n\r\nbad",
                "HTTP/1.1 302 Found\r\nLocation: http://other/\r\nContent-Length: 0\r\n\r\n"
            })
    void anythingElseIsAnUnreachableDaemon(String response) throws IOException {
        var daemon = answering(response);
        assertThatThrownBy(() -> daemon.get(Query.of("/x")))
                .isInstanceOf(UnreachableException.class);
    }

    @Test
    void endlessLinesAreRefused() throws IOException {
        var daemon = answering("HTTP/1.1 200 OK\r\nx: " + "y".repeat(70_000));
        assertThatThrownBy(() -> daemon.get(Query.of("/x")))
                .isInstanceOf(UnreachableException.class);
    }

    @Test
    void segmentsAndParametersAreEncoded() throws IOException {
        server = new ServerSocket(0);
        assertThat(Query.of("/a/{}/b", "x/y ?&#%任").with("q", "a b&c=d+e").toString())
                .isEqualTo("/a/x%2Fy%20%3F%26%23%25%E4%BB%BB/b?q=a%20b%26c%3Dd%2Be");
        assertThat(Query.of("/a/{}", "..").with("q", null).toString()).isEqualTo("/a/%2E");
        assertThat(Query.of("/a/{}/{}", "$1\\", "{}").toString()).isEqualTo("/a/%241%5C/%7B%7D");
    }

    private Daemon answering(String... responses) throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> serve(responses));
        var uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
        return new Daemon(new TcpEndpoint(uri, null), Map.of());
    }

    private void serve(String... responses) {
        for (var response : responses) {
            try (var client = server.accept()) {
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
                for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                    if (line.startsWith("Idempotency-Key")) {
                        keys.add(line);
                    }
                }
                client.getOutputStream().write(response.getBytes(UTF_8));
                client.shutdownOutput();
                in.transferTo(Writer.nullWriter());
            } catch (IOException ended) {
                return;
            }
        }
    }

    private static String answer(String status, String body) {
        return "HTTP/1.1 "
                + status
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }
}
