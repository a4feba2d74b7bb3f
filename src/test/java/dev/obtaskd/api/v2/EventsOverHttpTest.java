package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.testing.EventClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stream of events, as its clients see it. */
@QuarkusTest
@TestProfile(EventDaemon.class)
class EventsOverHttpTest extends TaskHttp {

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final String VIEWER =
            "Basic " + Base64.getEncoder().encodeToString("vic:v".getBytes());

    @TestHTTPResource URI daemon;

    @Inject TaskStore store;

    private final List<EventClient> clients = new ArrayList<>();

    @AfterEach
    void disconnect() {
        clients.forEach(EventClient::close);
    }

    @Test
    void helloIsTheFirstEventAndCountsFollow() {
        var client = connect("counts,attention", "Accept-Encoding", "gzip");
        var hello = client.event("hello");
        assertThat(client.events().getFirst()).isEqualTo(hello);
        assertThat(hello.id()).isEmpty();
        assertKeys(hello.data(), "id now user role topics resumed");
        assertThat(hello.data().path("id").asText()).matches("[0-9a-z]+-[0-9]+");
        assertThat(Instant.parse(hello.data().path("now").asText()))
                .isAfter(Instant.now().minusSeconds(60));
        assertThat(hello.data().path("user").asText()).isEqualTo("vic");
        assertThat(hello.data().path("role").asText()).isEqualTo("TASK_VIEWER");
        assertThat(hello.data().path("topics").toString()).isEqualTo("[\"counts\",\"attention\"]");
        assertThat(hello.data().path("resumed").asBoolean(true)).isFalse();
        var counts = client.event("counts");
        assertThat(counts.id()).matches("[0-9a-z]+-[0-9]+");
        assertThat(counts.data().path("states")).hasSize(9);
        var headers = client.head().headers();
        assertThat(headers.firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void aSubmitReachesTheTopicsOfAllTasks() {
        var client = connect("counts,tasks,attention").ready();
        var before = client.event("counts").data().path("running").asLong();
        var play = TaskScript.start("play.none");
        client.event("tasks", data -> ids(data).contains(play.id()));
        client.event("attention", data -> data.isObject() && data.isEmpty());
        client.event("counts", data -> data.path("running").asLong() > before);
        var tasks = client.events("tasks").getFirst();
        assertKeys(tasks.data(), "items removed more");
        var listed =
                TaskScript.viewer()
                        .get(TaskScript.TASKS + "?limit=1")
                        .jsonPath()
                        .getMap("items[0]");
        assertThat(fields(tasks.data().at("/items/0"))).isEqualTo(listed.keySet());
        play.end();
        client.event(
                "tasks",
                data ->
                        items(data.path("items")).stream()
                                .anyMatch(
                                        item ->
                                                item.path("id").asText().equals(play.id())
                                                        && item.path("state")
                                                                .asText()
                                                                .matches("ABANDONED|TERMINATED")));
        assertVersionsNeverFall(client);
        assertIdsNeverFall(client);
    }

    /** A step that ends changes its task, but not the number of tasks in any state. */
    @Test
    void countsAreSentOnlyWhenTheyChange() {
        var play = TaskScript.start("play.none");
        play.awaitSubTask("a", "RUNNING");
        var client = connect("counts,task:" + play.id()).ready();
        var running = count(client.event("counts").data(), "RUNNING");
        play.signal("a", "ok");
        client.event("task", data -> subTask(data, "b").path("state").asText().equals("RUNNING"));
        var second = connect("counts").ready();
        second.event("counts");
        play.signal("b", "no");
        for (var each : List.of(client, second)) {
            var ended = each.event("counts", data -> count(data, "RUNNING") < running).data();
            assertThat(each.events("counts"))
                    .extracting(EventClient.Event::data)
                    .startsWith(each.events("counts").getFirst().data(), ended)
                    .doesNotHaveDuplicates();
        }
        play.end();
    }

    private static long count(JsonNode counts, String state) {
        return counts.at("/states/" + state).asLong();
    }

    @Test
    void aTaskIsSentWithTheSubTasksThatChanged() {
        var play = TaskScript.start("play.tenant", Map.of("tenant", "events"));
        play.awaitSubTask("a", "RUNNING");
        var client = connect("task:" + play.id()).ready();
        play.signal("a", "ok");
        var running =
                client.event(
                        "task",
                        data -> subTask(data, "b").path("state").asText().equals("RUNNING"));
        assertKeys(running.data(), "task subTasks claim focus");
        assertThat(running.data().at("/claim/key").asText()).isEqualTo("events");
        assertThat(running.data().at("/focus/subTaskId").asText()).isEqualTo(play.subTask("b"));
        var detail = play.detail();
        assertThat(fields(subTask(running.data(), "b")))
                .isEqualTo(detail.getMap("subTasks[1]").keySet());
        play.signal("b", "no");
        var failed = client.event("task", data -> data.at("/task/state").asText().equals("FAILED"));
        assertThat(subTask(failed.data(), "b").path("state").asText()).isEqualTo("FAILED");
        assertThat(failed.data().at("/focus/text").asText()).isEqualTo("b breaks");
        // What is allowed changes with the task, also for a sub task that does not change.
        assertThat(items(failed.data().path("subTasks")))
                .allMatch(each -> !each.path("operations").isEmpty());
        play.end();
        var last =
                client.event("task", data -> data.at("/task/state").asText().equals("ABANDONED"));
        assertThat(last.data().path("claim").isNull()).isTrue();
        assertVersionsNeverFall(client);
    }

    @Test
    void textsAreInTheLanguageOfTheClient() {
        var play = TaskScript.start("play.none");
        var english = connect("task:" + play.id(), "Accept-Language", "en").ready();
        var chinese = connect("task:" + play.id(), "Accept-Language", "zh-CN").ready();
        play.signal("a", "no");
        var reasons =
                List.of(english, chinese).stream()
                        .map(
                                client ->
                                        client.event(
                                                        "task",
                                                        data ->
                                                                data.at("/task/state")
                                                                        .asText()
                                                                        .equals("FAILED"))
                                                .data()
                                                .at("/task/operations")
                                                .findValuesAsText("reason")
                                                .toString())
                        .toList();
        assertThat(reasons.get(0)).isNotEqualTo(reasons.get(1)).matches("\\p{ASCII}*");
        assertThat(reasons.get(1)).doesNotMatch("\\p{ASCII}*");
        play.end();
    }

    @Test
    void eventsOfATopicAreAtMostFourASecondAndTheLastStatesArrive() {
        var client = connect("tasks,counts").ready();
        var from = System.nanoTime();
        var ids = IntStream.range(0, 30).mapToObj(i -> nothing()).toList();
        for (var id : ids) {
            client.event("tasks", data -> ids(data).contains(id));
        }
        var states = new HashMap<String, String>();
        client.events("tasks")
                .forEach(
                        event ->
                                items(event.data().path("items"))
                                        .forEach(
                                                item ->
                                                        states.put(
                                                                item.path("id").asText(),
                                                                item.path("state").asText())));
        assertThat(ids).allSatisfy(id -> assertThat(states.get(id)).isEqualTo("SUCCEEDED"));
        for (var topic : List.of("tasks", "counts")) {
            var events = client.events(topic).stream().filter(each -> each.nanos() > from).toList();
            var most = Duration.ofNanos(System.nanoTime() - from).dividedBy(INTERVAL) + 2;
            assertThat(events).as(topic).hasSizeBetween(1, (int) most);
        }
        assertIdsNeverFall(client);
    }

    @Test
    void linesOfALogAreSentInOrderOnceTheyAreComplete() throws Exception {
        var play = TaskScript.start("play.writer");
        var in = pipe(play);
        var client = connect("log:" + play.subTask("write")).ready();
        try (var out = Files.newOutputStream(in, StandardOpenOption.WRITE)) {
            out.write("one\ntwo\npar".getBytes());
            awaitLines(client, "one", "two");
            out.write("t\n".getBytes());
            awaitLines(client, "part");
        }
        assertThat(client.lines()).doesNotContain("par");
        client.event("log", data -> data.path("eof").asBoolean());
        var events = client.events("log");
        assertThat(events).allMatch(event -> event.id().isEmpty());
        assertKeys(events.getFirst().data(), "subTaskId attempt firstLine lines totalLines eof");
        assertThat(events.getLast().data().path("attempt").asInt()).isEqualTo(1);
        assertThat(events.getLast().data().path("subTaskId").asText())
                .isEqualTo(play.subTask("write"));
        var numbers =
                events.stream()
                        .flatMap(event -> items(event.data().path("lines")).stream())
                        .map(line -> line.path("n").asLong())
                        .toList();
        assertThat(numbers)
                .isEqualTo(
                        LongStream.rangeClosed(numbers.getFirst(), numbers.getLast())
                                .boxed()
                                .toList());
        var listed =
                TaskScript.viewer()
                        .get("/api/v2/subtasks/" + play.subTask("write") + "/log")
                        .jsonPath();
        assertThat(events.getLast().data().path("totalLines").asLong())
                .isEqualTo(listed.getLong("totalLines"));
    }

    @Test
    void aLogStartsAtTheRequestedLineAndItsEndIsReported() {
        var play = TaskScript.failed("play.none");
        var log = "log:" + play.subTask("a");
        var whole = connect(log + "@1");
        var second = connect(log + ":1@2");
        var none = connect(log);
        for (var client : List.of(whole, second, none)) {
            client.event("log", data -> data.path("eof").asBoolean());
        }
        var lines =
                TaskScript.viewer()
                        .get("/api/v2/subtasks/" + play.subTask("a") + "/log")
                        .jsonPath()
                        .getList("lines.text", String.class);
        assertThat(whole.lines()).isEqualTo(lines);
        assertThat(second.lines()).isEqualTo(lines.subList(1, lines.size()));
        assertThat(second.event("log").data().path("firstLine").asLong()).isEqualTo(2);
        assertThat(none.lines()).isEmpty();
        play.end();
    }

    @Test
    void theLatestAttemptIsFollowedByNewerOnes() throws Exception {
        var play = TaskScript.failed("play.none");
        var log = "log:" + play.subTask("a");
        var latest = connect(log).ready();
        var first = connect(log + ":1").ready();
        latest.event("log", data -> data.path("eof").asBoolean());
        Files.delete(play.path().resolve("a"));
        play.signal("undo-a", "ok");
        play.signal("a", "ok");
        play.operate("retry");
        for (var attempt : List.of(2, 3)) {
            latest.event(
                    "log",
                    data ->
                            data.path("attempt").asInt() == attempt
                                    && data.path("eof").asBoolean());
        }
        assertThat(latest.lines()).contains("undo-a: ok", "a: ok");
        assertThat(first.events("log"))
                .allMatch(event -> event.data().path("attempt").asInt() == 1);
        play.end();
    }

    @Test
    void aLogBeforeTheFirstAttemptIsFollowed() {
        var play = TaskScript.start("play.none");
        var client = connect("log:" + play.subTask("b")).ready();
        assertThat(client.events("log")).isEmpty();
        play.signal("a", "ok");
        play.signal("b", "ok");
        client.event("log", data -> data.path("eof").asBoolean());
        assertThat(client.lines()).contains("b: ok");
    }

    @Test
    void aCommentWithTheTimeKeepsTheStreamOpen() {
        var client = connect("attention").ready();
        await().atMost(Duration.ofSeconds(20)).until(() -> client.comments().size() >= 3);
        assertThat(client.comments())
                .allSatisfy(
                        comment ->
                                assertThat(Instant.parse(comment.substring(2)))
                                        .isAfter(Instant.now().minusSeconds(60)));
    }

    @Test
    void aStreamIsResumedAtTheLastEvent() {
        var play = TaskScript.start("play.none");
        play.awaitSubTask("a", "RUNNING");
        var topics = "counts,tasks,attention,task:" + play.id();
        var client = connect(topics).ready();
        var other = nothing();
        client.event("tasks", data -> ids(data).contains(other));
        client.close();
        var missed = nothing();
        play.signal("a", "ok");
        play.awaitSubTask("b", "RUNNING");
        var resumed = connect(topics, "Last-Event-ID", client.lastId());
        assertThat(resumed.event("hello").data().path("resumed").asBoolean()).isTrue();
        var tasks = resumed.event("tasks");
        assertThat(ids(tasks.data())).contains(missed, play.id());
        assertThat(subTask(resumed.event("task").data(), "b").path("state").asText())
                .isEqualTo("RUNNING");
        resumed.event("counts");
        resumed.event("attention");
        assertThat(resumed.events("refetch")).isEmpty();
        resumed.close();
        var again = connect(topics, "Last-Event-ID", resumed.lastId());
        again.event("counts");
        assertThat(again.events("tasks")).isEmpty();
        play.end();
    }

    @Test
    void aResumedStreamHasAtMostAHundredTasks() {
        var client = connect("counts,tasks").ready();
        client.event("counts");
        client.close();
        IntStream.range(0, 101).forEach(i -> nothing());
        var resumed = connect("tasks", "Last-Event-ID", client.lastId());
        var tasks = resumed.event("tasks").data();
        assertThat(tasks.path("items")).hasSize(100);
        assertThat(tasks.path("more").asBoolean()).isTrue();
    }

    @Test
    void anIdOfAnotherStartOrNoIdAtAllLeadsToARefetch() {
        for (var id :
                List.of(
                        "0123456789ab-7",
                        "x",
                        "-",
                        "-1",
                        "a-",
                        "a-b",
                        "'; drop",
                        "1".repeat(4000))) {
            var client = connect("tasks,counts", "Last-Event-ID", id);
            var refetch = client.event("refetch");
            assertThat(refetch.data().path("reason").asText()).as(id).isEqualTo("RESTART");
            assertThat(refetch.data().path("topics").toString())
                    .isEqualTo("[\"tasks\",\"counts\"]");
            assertThat(client.event("hello").data().path("resumed").asBoolean(true)).isFalse();
            client.close();
        }
        var client = connect("counts").ready();
        client.event("counts");
        var start = client.lastId().split("-")[0];
        var ahead = connect("counts", "Last-Event-ID", start + "-999999999999");
        assertThat(ahead.event("refetch").data().path("reason").asText()).isEqualTo("RESTART");
    }

    @Test
    void aDeletedTaskIsRemoved() {
        var id = nothing();
        var client = connect("tasks").ready();
        store.write(tx -> tx.deleteFinished(Instant.now().plusSeconds(60), 1_000));
        client.event(
                "tasks",
                data ->
                        items(data.path("removed")).stream()
                                .anyMatch(removed -> removed.asText().equals(id)));
    }

    @Test
    void aStreamEndsWithItsSessionAndDoesNotExtendIt() {
        var login = AccountHttp.login("vic", "v");
        var cookie = AccountHttp.cookieName() + "=" + login.cookie();
        var client = EventClient.connectWithCookie(daemon, cookie, "attention").ready();
        clients.add(client);
        client.awaitEnd();
        assertThat(client.comments()).isNotEmpty();
        assertThat(client.events().getLast().name()).isEqualTo("bye");
        assertThat(client.events().getLast().data().path("reason").asText()).isEqualTo("SESSION");
    }

    private EventClient connect(String topics, String... headers) {
        var client = EventClient.connect(daemon, VIEWER, topics, headers);
        clients.add(client);
        return client;
    }

    static String nothing() {
        return TaskScript.manager()
                .contentType("application/json")
                .body(TaskScript.json("operation", "play.nothing", "params", Map.of()))
                .post(TaskScript.TASKS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The pipe whose content the step of play.writer copies to its log. */
    private static Path pipe(TaskScript play) {
        var pipe = play.path().resolve("in");
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(pipe));
        return pipe;
    }

    private static void awaitLines(EventClient client, String... lines) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> client.lines().containsAll(List.of(lines)));
    }

    private static JsonNode subTask(JsonNode data, String step) {
        return items(data.path("subTasks")).stream()
                .filter(each -> each.path("stepId").asText().equals(step))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static List<String> ids(JsonNode tasks) {
        return items(tasks.path("items")).stream().map(item -> item.path("id").asText()).toList();
    }

    private static List<JsonNode> items(JsonNode array) {
        return array.valueStream().toList();
    }

    private static Set<String> fields(JsonNode object) {
        var names = new HashSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void assertKeys(JsonNode object, String keys) {
        assertThat(fields(object)).containsExactlyInAnyOrder(keys.split(" "));
    }

    private static void assertVersionsNeverFall(EventClient client) {
        var versions = new HashMap<String, Long>();
        for (var event : client.events()) {
            var tasks =
                    event.name().equals("tasks")
                            ? items(event.data().path("items"))
                            : event.name().equals("task")
                                    ? List.of(event.data().path("task"))
                                    : List.<JsonNode>of();
            for (var task : tasks) {
                var version = task.path("version").asLong();
                var earlier = versions.put(task.path("id").asText(), version);
                assertThat(version).isGreaterThanOrEqualTo(earlier == null ? 0 : earlier);
            }
        }
        assertThat(versions).isNotEmpty();
    }

    private static void assertIdsNeverFall(EventClient client) {
        var numbers =
                client.events().stream()
                        .map(EventClient.Event::id)
                        .filter(id -> !id.isEmpty())
                        .map(id -> Long.parseLong(id.substring(id.indexOf('-') + 1)))
                        .toList();
        assertThat(numbers).isNotEmpty().isSorted();
    }
}
