package dev.obtaskd.api.v2;

import static dev.obtaskd.testing.RawConnection.basic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.security.PasswordHasher;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.testing.ErrorLog;
import dev.obtaskd.testing.RawConnection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Many unauthenticated clients must not delay other requests. */
@QuarkusTest
class ConcurrentClientsTest extends TaskHttp {

    private static final Duration SOON = Duration.ofSeconds(3);

    @TestHTTPResource URI root;

    @ConfigProperty(name = "quarkus.http.domain-socket")
    Path socket;

    @Test
    void incompleteBodiesBlockNoOtherRequest() throws Exception {
        var half = new ArrayList<RawConnection>();
        try (var log = new ErrorLog()) {
            for (var i = 0; i < 250; i++) {
                half.add(
                        RawConnection.to(root)
                                .say(
                                        "POST /api/v1/status HTTP/1.1\r\n"
                                                + "Host: a\r\n"
                                                + "Content-Length: 100\r\n\r\n"
                                                + "{"));
                half.add(
                        RawConnection.to(root)
                                .say(
                                        "POST /api/v2/tasks HTTP/1.1\r\n"
                                                + "Host: a\r\n"
                                                + "Content-Length: 100\r\n"
                                                + basic("mia", "m")
                                                + "Content-Type: application/json\r\n\r\n{"));
            }
            for (var path : new String[] {"/q/health/live", "/q/health/ready", "/api/v1/status"}) {
                assertThat(timed(() -> ask(path, ""))).startsWith("HTTP/1.1 200");
            }
            assertThat(timed(() -> ask("/api/v2/tasks", basic("vic", "v"))))
                    .startsWith("HTTP/1.1 200");
            assertThat(timed(() -> local("/api/v2/tasks"))).startsWith("HTTP/1.1 200");
            for (var wire : half) {
                wire.close();
            }
            assertThat(ask("/q/health/live", "")).startsWith("HTTP/1.1 200");
            assertThat(log.messages()).isEmpty();
        }
    }

    @Test
    void wrongLoginsNeitherDelayNorBlockCorrectOnes() throws Exception {
        accounts.create(
                new UserAccount(
                        "new", UserRole.TASK_VIEWER, PasswordHasher.hash("n".toCharArray())));
        assertThat(ask("/api/v2/tasks", basic("vic", "v"))).startsWith("HTTP/1.1 200");
        try (var strangers = Executors.newVirtualThreadPerTaskExecutor()) {
            var guesses =
                    IntStream.range(0, 1_500)
                            .mapToObj(
                                    n ->
                                            strangers.submit(
                                                    () ->
                                                            ask(
                                                                    "/api/v2/tasks",
                                                                    basic("new", "wrong" + n))))
                            .toList();
            for (var i = 0; i < 20; i++) {
                assertThat(timed(() -> ask("/api/v2/tasks", basic("vic", "v"))))
                        .startsWith("HTTP/1.1 200");
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .until(
                            () ->
                                    ask("/api/v2/tasks", basic("new", "n"))
                                            .startsWith("HTTP/1.1 200"));
            for (Future<String> guess : guesses) {
                assertThat(guess.get())
                        .matches(
                                answer ->
                                        answer.startsWith("HTTP/1.1 401")
                                                || answer.startsWith("HTTP/1.1 429")
                                                        && answer.contains("Retry-After: "));
            }
        }
        assertThat(ask("/api/v2/tasks", basic("new", "n"))).startsWith("HTTP/1.1 200");
    }

    private interface Asking {
        String ask() throws IOException;
    }

    private static String timed(Asking asking) throws IOException {
        var start = System.nanoTime();
        var answer = asking.ask();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        return answer;
    }

    private String ask(String path, String headers) throws IOException {
        try (var wire =
                RawConnection.to(root)
                        .say(
                                "GET "
                                        + path
                                        + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                        + headers
                                        + "\r\n")) {
            return wire.rest();
        }
    }

    private String local(String path) throws IOException {
        return RawConnection.local(
                socket, "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }
}
