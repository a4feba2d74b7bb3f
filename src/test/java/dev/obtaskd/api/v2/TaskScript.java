package dev.obtaskd.api.v2;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A task that a test controls: each of its steps waits for a signal of the test. */
public final class TaskScript {

    public static final String TASKS = "/api/v2/tasks";

    private final Path directory;
    private final String id;

    private TaskScript(Path directory, String id) {
        this.directory = directory;
        this.id = id;
    }

    /** Starts a task of an operation. */
    public static TaskScript start(String operation, Map<String, ?> more) {
        return start(operation, directory(), more);
    }

    /** Starts a task that works in a directory. */
    static TaskScript start(String operation, Path directory, Map<String, ?> more) {
        var answer =
                manager()
                        .contentType(ContentType.JSON)
                        .body(body(operation, directory, more))
                        .post(TASKS);
        return new TaskScript(directory, answer.then().statusCode(201).extract().path("id"));
    }

    public static TaskScript start(String operation) {
        return start(operation, Map.of());
    }

    /** A task whose first step has failed. */
    public static TaskScript failed(String operation, Map<String, ?> more) {
        var script = start(operation, more);
        script.signal("a", "no");
        script.awaitState("FAILED");
        return script;
    }

    public static TaskScript failed(String operation) {
        return failed(operation, Map.of());
    }

    /** The body of a request for such a task. */
    public static String body(String operation, Path directory, Map<String, ?> more) {
        var params = new HashMap<String, Object>(more);
        params.put("dir", directory.toString());
        return json("operation", operation, "params", params);
    }

    public static String json(Object... keysAndValues) {
        var all = new LinkedHashMap<Object, Object>();
        for (var i = 0; i < keysAndValues.length; i += 2) {
            all.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        try {
            return new ObjectMapper().writeValueAsString(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A new directory without a digit in its name: a search for an id must not find it by chance.
     */
    public static Path directory() {
        var letters =
                UUID.randomUUID()
                        .toString()
                        .chars()
                        .map(each -> Character.isDigit(each) ? each - '0' + 'g' : each)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append);
        try {
            return Files.createDirectory(
                    Path.of(System.getProperty("java.io.tmpdir"), "obtaskd-script-" + letters));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RequestSpecification manager() {
        return given().auth().preemptive().basic("mia", "m");
    }

    public static RequestSpecification viewer() {
        return given().auth().preemptive().basic("vic", "v");
    }

    public String id() {
        return id;
    }

    public Path path() {
        return directory;
    }

    /**
     * Ends a step, or with {@code undo-} its rollback: {@code ok} successfully, any other word with
     * a failure.
     */
    public void signal(String step, String word) {
        try {
            var written = Files.writeString(directory.resolve("." + step), word + "\n");
            Files.move(written, directory.resolve(step), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonPath detail() {
        return manager().get(TASKS + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    public String state() {
        return detail().getString("state");
    }

    public void awaitState(String state) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> state().equals(state));
    }

    public void awaitSubTask(String step, String state) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                detail().getString(
                                                "subTasks.find { it.stepId == '"
                                                        + step
                                                        + "' }.state")
                                        .equals(state));
    }

    public String subTask(String step) {
        return detail().getString("subTasks.find { it.stepId == '" + step + "' }.id");
    }

    /** Operates the task. */
    public Response operate(String op) {
        return manager().post(TASKS + "/" + id + "/" + op);
    }

    /** Operates the sub task of a step. */
    public Response operate(String step, String op) {
        return manager().post("/api/v2/subtasks/" + subTask(step) + "/" + op);
    }

    /** Ends the task in any state. */
    public void end() {
        operate("terminate");
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                operate("abandon").statusCode() == 202
                                        || state().matches("SUCCEEDED|ROLLED_BACK|ABANDONED"));
    }
}
