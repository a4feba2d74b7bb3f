package dev.obtaskd.api.v2;

import static dev.obtaskd.testing.RawConnection.basic;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.testing.ErrorLog;
import dev.obtaskd.testing.RawConnection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slow, malformed and cross-site requests over plain sockets. */
@QuarkusTest
@TestProfile(GuardedDaemon.class)
class RequestGuardOverHttpTest extends TaskHttp {

    private static final String MIA = basic("mia", "m");
    private static final String JSON = "Content-Type: application/json\r\n";

    @TestHTTPResource URI root;

    private ErrorLog log;

    @BeforeEach
    void listen() {
        log = new ErrorLog();
    }

    @AfterEach
    void nothingWasLoggedAsAnError() {
        log.close();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void refusesPathsThatAreNotNormalized() throws IOException {
        for (var path :
                List.of(
                        "/api/v2/../v2/tasks",
                        "/api/v2/tasks/..",
                        "/api//v2/tasks",
                        "/api/%76%32/tasks",
                        "/api%2fv2/tasks",
                        "/api/v2/tasks;x=1",
                        "/api/v2/./tasks",
                        "/%61pi/v1/info",
                        "/q/../api/v2/tasks")) {
            assertProblem(send("GET " + path, MIA), 400, "path.invalid");
            assertProblem(send("GET " + path, ""), 400, "path.invalid");
        }
        var other = send("GET /api/v1/../v2/tasks", MIA);
        assertThat(other)
                .startsWith("HTTP/1.1 400")
                .contains("Common.BindJsonFailed")
                .contains("\"traceId\"");
        assertThat(send("GET /api/v2/tasks/", MIA)).startsWith("HTTP/1.1 ");
    }

    @Test
    void refusesWritesThatAPageOfAnotherOriginSends() throws IOException {
        var host = root.getHost() + ":" + root.getPort();
        for (var header :
                List.of(
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Site: same-site",
                        "Origin: https://evil.example",
                        "Origin: null",
                        "Origin: https://" + host,
                        "Origin: http://" + root.getHost() + ":1")) {
            assertProblem(
                    send("POST /api/v2/tasks/21/retry", MIA + header + "\r\n"), 403, "auth.origin");
            assertProblem(
                    send("POST /api/v2/tasks", "Cookie: obtaskd-2887=x\r\n" + header + "\r\n"),
                    403,
                    "auth.origin");
        }
        for (var header :
                List.of(
                        "Sec-Fetch-Site: same-origin",
                        "Sec-Fetch-Site: none",
                        "Origin: http://" + host,
                        "Origin: HTTP://" + host,
                        "Origin: https://ocp.example",
                        "X-None: x")) {
            assertProblem(
                    send("POST /api/v2/tasks/21/retry", MIA + header + "\r\n"), 400, "id.invalid");
        }
        assertThat(send("GET /api/v2/tasks", MIA + "Sec-Fetch-Site: cross-site\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(
                        send(
                                "POST /api/v1/status",
                                MIA + "Sec-Fetch-Site: cross-site\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void requiresATypeForABodyButNotForAnEmptyOne() throws IOException {
        assertProblem(
                post("/api/v2/tasks", MIA, "{\"operation\":\"play.none\"}"),
                415,
                "media.unsupported");
        assertProblem(post("/api/v2/tasks/21/retry", MIA, "{}"), 415, "media.unsupported");
        var form = MIA + "Content-Type: application/x-www-form-urlencoded\r\n";
        assertProblem(post("/api/v2/tasks/21/retry", form, "a=b"), 415, "media.unsupported");
        assertProblem(
                post("/api/v2/tasks/21/retry", MIA + "Content-Type: text/plain\r\n", "{}"),
                415,
                "media.unsupported");
        assertProblem(
                send("POST /api/v2/tasks/21/retry", MIA + "Content-Length: 0\r\n"),
                400,
                "id.invalid");
        assertProblem(send("POST /api/v2/tasks/21/retry", MIA), 400, "id.invalid");
        assertProblem(
                send(
                        "POST /api/v2/tasks/21/retry",
                        MIA + "Transfer-Encoding: chunked\r\n\r\n0\r\n"),
                400,
                "id.invalid");
        assertProblem(
                post(
                        "/api/v2/tasks/21/retry",
                        MIA + "Content-Type: application/json; charset=utf-8\r\n",
                        "{}"),
                400,
                "id.invalid");
    }

    @Test
    void noJsonResponseIsCached() throws IOException {
        for (var answer :
                List.of(
                        send("GET /api/v2/tasks", MIA),
                        send("GET /api/v2/tasks", ""),
                        send("GET /api/v2/nothing", MIA),
                        send("GET /api/v1/info", ""),
                        send("GET /api/v1/nothing", ""),
                        send("GET /q/health/live", ""),
                        send("NONSENSE", ""),
                        send("GET /api/v2/../x", ""),
                        post("/api/v2/tasks", MIA + JSON, "{"))) {
            assertThat(answer)
                    .containsIgnoringCase("\r\nCache-Control: no-store\r\n")
                    .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
                    .containsIgnoringCase(
                            "\r\n"
                                    + "Content-Security-Policy: default-src 'none'; frame-ancestors"
                                    + " 'none'\r\n");
        }
    }

    @Test
    void refusesMalformedHeadsAndClosesTheConnection() throws IOException {
        for (var head :
                List.of(
                        "GET /api/v2/tasks HTTP/1.1\r\n\r\n",
                        "GET /api/v2/tasks HTTP/1.1\r\nHost:\r\n\r\n",
                        "GET /api/v2/tasks HTTP/1.1\r\nHost: a b\r\n\r\n",
                        "GET /api/v1/info HTTP/1.0\r\n\r\n",
                        "GET /api/v2/tasks HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                        "GET /api/v2/tasks HTTP/1.1\r\nHost: x/y@z\r\n\r\n",
                        "GET /q/health HTTP/1.1\r\nHost: :::\r\n\r\n",
                        "POST /api/v2/tasks HTTP/1.1\r\n"
                                + "Host: a\r\n"
                                + "Transfer-Encoding: gzip, chunked\r\n\r\n",
                        "POST /api/v2/tasks HTTP/1.1\r\n"
                                + "Host: a\r\n"
                                + "Transfer-Encoding: nonsense\r\n\r\n",
                        "GET /api/v2/tasks HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
                        "NONSENSE\r\n\r\n",
                        "POST /api/v2/tasks HTTP/1.1\r\n"
                                + "Host: a\r\n"
                                + "Content-Length: 1\r\n"
                                + "Content-Length: 2\r\n\r\n",
                        "POST /api/v2/tasks HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n")) {
            try (var wire = RawConnection.to(root).say(head)) {
                var answer = wire.rest();
                assertProblem(answer, 400, "request.malformed");
                assertThat(answer).containsIgnoringCase("\r\nConnection: close\r\n");
            }
        }
    }

    @Test
    void refusesAHeadBeyondTheLimitsOfTheServer() throws IOException {
        try (var wire =
                RawConnection.to(root)
                        .say("GET /" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: a\r\n\r\n")) {
            assertProblem(wire.rest(), 414, "request.malformed");
        }
        try (var wire =
                RawConnection.to(root)
                        .say(
                                "GET / HTTP/1.1\r\nHost: a\r\nX: "
                                        + "x".repeat(70_000)
                                        + "\r\n\r\n")) {
            assertProblem(wire.rest(), 431, "request.malformed");
        }
    }

    @Test
    void refusesMalformedChunks() throws IOException {
        var head = " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n";
        try (var wire =
                RawConnection.to(root)
                        .say(
                                "POST /api/v2/tasks"
                                        + head
                                        + MIA
                                        + JSON
                                        + "\r\n5\r\n{\"a\":\r\nzz\r\n")) {
            assertProblem(wire.rest(), 400, "request.malformed");
        }
        try (var wire = RawConnection.to(root).say("POST /api/v1/status" + head + "\r\n-1\r\n")) {
            assertThat(wire.rest()).startsWith("HTTP/1.1 400").contains("Request.Body.ReadFailed");
        }
        try (var wire = RawConnection.to(root).say("POST /api/v2/tasks" + head + "\r\nzz\r\n")) {
            assertThat(wire.rest()).startsWith("HTTP/1.1 40");
        }
    }

    @Test
    void refusesEndlessBodies() throws IOException {
        for (var line :
                List.of(
                        "POST /api/v1/status HTTP/1.1\r\n",
                        "POST /api/v2/tasks HTTP/1.1\r\n",
                        "POST /api/v2/tasks HTTP/1.1\r\n" + MIA + JSON,
                        "GET /q/health/live HTTP/1.1\r\n")) {
            var start = System.nanoTime();
            try (var wire =
                    RawConnection.to(root)
                            .say(line + "Host: a\r\nTransfer-Encoding: chunked\r\n\r\n")) {
                sendUntilClosed(wire);
            }
            assertThat(System.nanoTime() - start).as(line).isLessThan(15_000_000_000L);
        }
    }

    @Test
    void abortsSlowRequests() throws IOException {
        for (var head :
                List.of(
                        "GET /api/v2/tasks HTTP/1.1\r\nHost: a\r\n",
                        "G",
                        "POST /api/v2/tasks HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n"
                                + MIA
                                + JSON
                                + "\r\n{\"a\"")) {
            try (var wire = RawConnection.to(root).say(head)) {
                var answer = wire.rest();
                assertProblem(
                        answer.substring(answer.lastIndexOf("HTTP/1.1 ")), 408, "request.timeout");
            }
        }
        try (var wire =
                RawConnection.to(root)
                        .say(
                                "POST /api/v1/status HTTP/1.1\r\n"
                                        + "Host: a\r\n"
                                        + "Content-Length: 9\r\n\r\n"
                                        + "{")) {
            assertThat(wire.rest()).startsWith("HTTP/1.1 408").contains("Request.Timeout");
        }
        try (var wire = RawConnection.to(root)) {
            assertThat(wire.rest()).isEmpty();
        }
    }

    @Test
    void abortsASlowSecondHead() throws IOException {
        try (var wire =
                RawConnection.to(root).say("GET /q/health/live HTTP/1.1\r\nHost: a\r\n\r\n")) {
            var answer = new StringBuilder();
            while (answer.indexOf("\"UP\"") < 0) {
                answer.append((char) wire.in().read());
            }
            wire.say("GET /q/health/li");
            assertThat(wire.rest()).contains("HTTP/1.1 408");
        }
    }

    @Test
    void acceptsASlowBodyThatContinues() throws Exception {
        try (var wire =
                RawConnection.to(root)
                        .say(
                                "POST /api/v2/tasks HTTP/1.1\r\n"
                                        + "Host: a\r\n"
                                        + "Connection: close\r\n"
                                        + "Content-Length: 5\r\n"
                                        + MIA
                                        + JSON
                                        + "\r\n")) {
            for (var c : "{   }".split("")) {
                Awaitility.await().pollDelay(Duration.ofMillis(400)).until(() -> true);
                wire.say(c);
            }
            assertThat(wire.rest()).startsWith("HTTP/1.1 40").doesNotContain("request.timeout");
        }
    }

    @Test
    void disconnectedClientsAreNotErrors() throws Exception {
        var body =
                "POST /api/v2/tasks HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n"
                        + MIA
                        + JSON
                        + "\r\n{\"operation\"";
        for (var said :
                List.of(
                        "GET /api/v2/ta",
                        "GET /api/v2/tasks HTTP/1.1\r\nHost: a\r\n" + MIA + "\r\n",
                        body,
                        "POST /api/v1/status HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n{",
                        "GET /q/health HTTP/1.1\r\nHost: a\r\n\r\n",
                        "GET /q/openapi HTTP/1.1\r\nHost: a\r\n" + MIA + "\r\n",
                        "POST /api/v2/tasks HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                                + MIA
                                + JSON
                                + "\r\n5\r\n{")) {
            for (var i = 0; i < 5; i++) {
                RawConnection.to(root).say(said).reset();
                RawConnection.to(root).say(said).close();
            }
        }
        assertThat(send("GET /q/health/live", "")).startsWith("HTTP/1.1 200");
        assertThat(send("GET /api/v2/tasks", MIA)).startsWith("HTTP/1.1 200");
    }

    @Test
    void aConnectionIsKeptForTheNextRequest() throws IOException {
        try (var wire = RawConnection.to(root)) {
            for (var i = 0; i < 3; i++) {
                wire.say(
                        "POST /api/v2/tasks/21/retry HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
                                + MIA
                                + JSON
                                + "\r\n{}");
                var answer = new StringBuilder();
                while (!answer.toString().endsWith("}")) {
                    answer.append((char) wire.in().read());
                }
                assertThat(answer.toString())
                        .contains("HTTP/1.1 400")
                        .doesNotContainIgnoringCase("connection: close");
            }
        }
    }

    /** Sends until the connection is closed. */
    private static void sendUntilClosed(RawConnection wire) throws IOException {
        var chunk = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            for (var i = 0; i < 1_000_000; i++) {
                wire.out().write(chunk);
            }
        } catch (SocketException cut) {
            return;
        }
        throw new AssertionError("4 GB were accepted");
    }

    private static void assertProblem(String answer, int status, String code) throws IOException {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("Content-Type: application/problem+json");
        JsonNode problem =
                new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(problem.path("code").textValue()).as(answer).isEqualTo(code);
    }

    private String send(String line, String headers) throws IOException {
        var host = "Host: " + root.getHost() + ":" + root.getPort() + "\r\n";
        try (var wire =
                RawConnection.to(root)
                        .say(
                                line
                                        + " HTTP/1.1\r\nConnection: close\r\n"
                                        + host
                                        + headers
                                        + "\r\n")) {
            return wire.rest();
        }
    }

    private String post(String path, String headers, String body) throws IOException {
        try (var wire =
                RawConnection.to(root)
                        .say(
                                "POST "
                                        + path
                                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                        + headers
                                        + "Content-Length: "
                                        + body.length()
                                        + "\r\n\r\n"
                                        + body)) {
            return wire.rest();
        }
    }
}
