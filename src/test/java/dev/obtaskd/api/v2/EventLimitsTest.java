package dev.obtaskd.api.v2;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.testing.EventClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests for events that are wrong or too many, and clients that do not read. */
@QuarkusTest
@TestProfile(EventDaemon.class)
class EventLimitsTest extends TaskHttp {

    private static final String EVENTS = "/api/v2/events";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("vic:v".getBytes());
    private static final String SLOW = "event: bye\ndata: {\"reason\":\"SLOW\",\"retryMs\":";

    /** Of all topics, not of a log whose client is too far behind. */
    private static final String OVERFLOW =
            "event: refetch\ndata: {\"topics\":[\"counts\",\"tasks\",";

    @TestHTTPResource URI daemon;

    private final List<AutoCloseable> clients = new ArrayList<>();

    @AfterEach
    void disconnect() throws Exception {
        for (var client : clients) {
            client.close();
        }
    }

    @Test
    void malformedTopicsAreRefused() {
        for (var topics :
                List.of(
                        "",
                        "nothing",
                        "Counts",
                        "counts,",
                        ",",
                        "counts, tasks",
                        "counts,counts",
                        "log:",
                        "log",
                        "task",
                        "counts:1",
                        "log:1:0",
                        "log:1@0",
                        "log:1:x",
                        "log:1@x",
                        "log:1:2:3",
                        "log:1@2@3",
                        "log:1@2:3",
                        "log:1:-1",
                        "tasks,task:1,task:1",
                        "x".repeat(3000))) {
            assertProblem(get(topics), 400, "filter.invalid");
        }
        assertProblem(TaskScript.viewer().get(EVENTS), 400, "filter.invalid");
        for (var topics :
                List.of("task:", "task:x", "task:9", "task:2", "log:x", "task:1;", "task:%00")) {
            assertThat(get(topics).statusCode()).as(topics).isEqualTo(400);
        }
        assertProblem(get("task:x"), 400, "id.invalid");
        assertProblem(get("log:0@3"), 400, "id.invalid");
        assertProblem(get("counts&x=1"), 400, "request.unknown-parameter");
    }

    @Test
    void moreThanTwentyTopicsOrFiveLogsAreRefused() {
        var many = IntStream.range(1, 22).mapToObj(i -> "task:1" + i).toList();
        var answer = get(String.join(",", many));
        assertProblem(answer, 400, "filter.invalid");
        assertThat(answer.jsonPath().getString("detail")).contains("1 to 20").contains("21");
        var play = TaskScript.failed("play.none");
        var log = "log:" + play.subTask("a");
        var logs =
                IntStream.range(1, 7).mapToObj(i -> log + "@" + i).collect(Collectors.joining(","));
        assertProblem(get(logs), 400, "filter.invalid");
        // The largest that is allowed.
        var tasks = IntStream.range(0, 12).mapToObj(i -> "task:" + EventsOverHttpTest.nothing());
        var topics =
                "counts,tasks,attention,"
                        + logs.substring(0, logs.lastIndexOf(','))
                        + ","
                        + tasks.collect(Collectors.joining(","));
        var client = connect(topics).ready();
        assertThat(client.event("hello").data().path("topics")).hasSize(20);
        play.end();
    }

    @Test
    void topicsThatNameNothingAreNotFound() {
        var play = TaskScript.start("play.none");
        assertProblem(get("task:1999999"), 404, "task.unknown");
        assertProblem(get("task:" + play.subTask("a")), 404, "task.unknown");
        assertProblem(get("log:" + play.id()), 404, "subtask.unknown");
        assertProblem(get("log:1999999"), 404, "subtask.unknown");
        assertProblem(get("log:" + play.subTask("b") + ":1"), 404, "log.none");
        assertProblem(get("log:" + play.subTask("a") + ":999999999"), 404, "log.none");
        play.end();
    }

    @Test
    void otherRequestsDoNotStartAStream() {
        given().get(EVENTS + "?topics=counts").then().statusCode(401);
        assertProblem(
                TaskScript.viewer().accept("application/json").get(EVENTS + "?topics=counts"),
                406,
                "media.unacceptable");
        assertProblem(TaskScript.viewer().post(EVENTS), 405, "method.unsupported");
        TaskScript.viewer()
                .head(EVENTS + "?topics=counts")
                .then()
                .statusCode(200)
                .contentType("text/event-stream;charset=UTF-8");
        TaskScript.viewer().head(EVENTS + "?topics=x").then().statusCode(400);
    }

    @Test
    void aClientThatNeverReadsIsClosedAndDelaysNothing() throws Exception {
        var flood = flood();
        var reader = connect("tasks").ready();
        var before = medianSubmit(reader);
        var silent = new ArrayList<Socket>();
        for (var i = 0; i < 5; i++) {
            silent.add(socket(topics(flood)));
        }
        assertThat(medianSubmit(reader)).isLessThan(before.multipliedBy(3).plusMillis(500));
        // Time to fill the buffers, to be found slow and to be disconnected.
        var text = new StringBuilder();
        await().pollDelay(Duration.ofSeconds(14))
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> read(silent.getFirst().getInputStream(), text) < 0);
        // What the daemon and the kernel have buffered is all that it gets.
        assertThat(text.length()).isLessThan(2 << 20);
        end(flood);
    }

    @Test
    void aClientThatReadsTooLateGetsByeSlow() throws Exception {
        var flood = flood();
        assertThat(
                        IntStream.of(8, 11, 14, 6)
                                .anyMatch(pause -> readAfter(pause, flood).contains(SLOW)))
                .isTrue();
        end(flood);
    }

    @Test
    void aClientThatReadsAfterAPauseGetsARefetch() throws Exception {
        var flood = flood();
        assertThat(
                        IntStream.of(3, 5, 4, 7)
                                .anyMatch(pause -> readAfter(pause, flood).contains(OVERFLOW)))
                .isTrue();
        end(flood);
    }

    /** From a submit to its event at a client that reads. */
    private static Duration medianSubmit(EventClient reader) {
        return IntStream.range(0, 9)
                .mapToObj(
                        i -> {
                            var from = System.nanoTime();
                            var id = EventsOverHttpTest.nothing();
                            reader.event("tasks", data -> data.toString().contains(id));
                            return Duration.ofNanos(System.nanoTime() - from);
                        })
                .sorted()
                .toList()
                .get(4);
    }

    /** What a client gets in the four seconds after a pause, or until the end of the stream. */
    private String readAfter(int pause, Map<String, String> flood) {
        try (var client = socket(topics(flood))) {
            client.setSoTimeout(1_000);
            var text = new StringBuilder();
            var from = System.nanoTime();
            await().pollDelay(Duration.ofSeconds(pause))
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(1))
                    .until(
                            () ->
                                    read(client.getInputStream(), text) < 0
                                            || System.nanoTime() - from
                                                    > Duration.ofSeconds(pause + 4).toNanos());
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Five times the log, to fill the buffers soon. */
    private static String topics(Map<String, String> flood) {
        return "counts,tasks,"
                + IntStream.range(1, 6)
                        .mapToObj(i -> "log:" + flood.get("sub") + "@" + i)
                        .collect(Collectors.joining(","));
    }

    private static void end(Map<String, String> flood) {
        TaskScript.manager().post(TaskScript.TASKS + "/" + flood.get("task") + "/terminate");
    }

    private static Map<String, String> flood() {
        var id =
                TaskScript.manager()
                        .contentType("application/json")
                        .body(TaskScript.json("operation", "play.flood", "params", Map.of()))
                        .post(TaskScript.TASKS)
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
        var task = TaskScript.viewer().get(TaskScript.TASKS + "/" + id).jsonPath();
        return Map.of("task", id, "sub", task.getString("subTasks[0].id"));
    }

    private Response get(String topics) {
        return TaskScript.viewer()
                .urlEncodingEnabled(false)
                .get(EVENTS + "?topics=" + topics.replace(" ", "%20"));
    }

    private EventClient connect(String topics) {
        var client = EventClient.connect(daemon, BASIC, topics);
        clients.add(client);
        return client;
    }

    /** Sends a request and reads nothing. */
    private Socket socket(String topics) throws IOException {
        var client = new Socket();
        clients.add(client);
        client.setReceiveBufferSize(4096);
        client.setSoTimeout(30_000);
        client.connect(new InetSocketAddress(daemon.getHost(), daemon.getPort()));
        client.getOutputStream()
                .write(
                        ("GET "
                                        + EVENTS
                                        + "?topics="
                                        + topics
                                        + " HTTP/1.1\r\nHost: x\r\n"
                                        + "Connection: close\r\nAuthorization: "
                                        + BASIC
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static int read(InputStream in, StringBuilder text) throws IOException {
        var buffer = new byte[64 * 1024];
        try {
            var got = in.read(buffer);
            if (got > 0) {
                // Without the heads of chunks, which may be in the middle of an event.
                text.append(
                        new String(buffer, 0, got, StandardCharsets.ISO_8859_1)
                                .replaceAll("\r\n[0-9a-f]+\r\n", ""));
            }
            return got;
        } catch (SocketTimeoutException nothing) {
            return 0;
        } catch (SocketException reset) {
            return -1;
        }
    }
}
