package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.body;
import static dev.obtaskd.api.v2.TaskScript.directory;
import static dev.obtaskd.api.v2.TaskScript.manager;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A daemon with one worker and at most two unfinished tasks, so that tasks remain in states that
 * are otherwise short.
 */
@QuarkusTest
@TestProfile(BusyDaemonTest.OneWorker.class)
class BusyDaemonTest extends TaskHttp {

    /**
     * One worker, two tasks, and a grace period that is long enough to observe a program that
     * ignores the stop.
     */
    public static class OneWorker extends TaskDaemon {

        private static final String STUBBORN =
                """
                operation: busy.stubborn
                title: {en: Stubborn, zh: 顽固}
                description: {en: Does not want to stop., zh: 不愿停止}
                scope: LOCAL
                maintenance: {type: GLOBAL}
                params: {type: object, required: [dir], additionalProperties: false, properties: {dir: {type: string}}}
                steps:
                  - id: a
                    title: {en: A, zh: 步骤}
                    run:
                      exec: {argv: [/bin/sh, -c, 'trap "" TERM; : >"$1/deaf"; while [ ! -e "$1/end" ]; do /bin/sleep 0.05; done', sh, "${{ params.dir }}"]}
                    rollback: noop
                """;

        private static final String PATIENT =
                """
                operation: busy.patient
                title: {en: Patient, zh: 耐心}
                description: {en: Tries again much later., zh: 很久之后重试}
                scope: LOCAL
                maintenance: {type: NONE}
                params: {type: object, required: [dir], additionalProperties: false, properties: {dir: {type: string}}}
                steps:
                  - id: a
                    title: {en: A, zh: 步骤}
                    retries: {times: 1, delay: 10m}
                    run: {exec: {argv: [/bin/false]}}
                    rollback: noop
                """;

        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            var operations = Path.of(settings.get("obtaskd.operations-dir"));
            try {
                Files.writeString(operations.resolve("busy-stubborn.yaml"), STUBBORN);
                Files.writeString(operations.resolve("patient.yaml"), PATIENT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            settings.put("obtaskd.max-running", "1");
            settings.put("obtaskd.max-unfinished", "2");
            settings.put("obtaskd.exec.grace", "60s");
            return settings;
        }
    }

    @Test
    void tasksWithoutAWorkerWaitUpToTheLimit() {
        var first = TaskScript.start("play.none");
        var second = TaskScript.start("play.none");
        var waiting = second.detail();
        assertThat(waiting.getString("state")).isEqualTo("PENDING");
        assertThat(waiting.getString("subTasks[0].state")).isEqualTo("READY");
        assertThat(waiting.getString("subTasks[0].waiting.for")).isEqualTo("WORKER");
        assertPermitsHold(second, "task.not-failed");
        var refused =
                manager()
                        .contentType(ContentType.JSON)
                        .body(body("play.none", directory(), Map.of()))
                        .post(TASKS);
        assertProblem(refused, 503, "tasks.too-many");
        assertThat(refused.header("Retry-After")).matches("[0-9]+");
        second.end();
        first.end();
    }

    @Test
    void aTaskIsTerminatingUntilItsProgramsHaveStopped() throws IOException {
        var script = TaskScript.start("busy.stubborn");
        org.awaitility.Awaitility.await().until(() -> Files.exists(script.path().resolve("deaf")));
        assertThat(script.operate("terminate").statusCode()).isEqualTo(202);
        var task = script.detail();
        assertThat(task.getString("state")).isEqualTo("TERMINATING");
        assertThat(task.getString("subTasks[0].state")).isEqualTo("CANCELING");
        assertThat(task.getBoolean("claimHeld")).isTrue();
        assertPermitsHold(script, "task.not-failed");
        Files.createFile(script.path().resolve("end"));
        script.awaitState("SUCCEEDED");
    }

    @Test
    void aTaskThatWaitsForARetryCanBeTerminated() {
        var script = TaskScript.start("busy.patient");
        script.awaitSubTask("a", "WAITING");
        var task = script.detail();
        assertThat(task.getString("state")).isEqualTo("RUNNING");
        assertThat(task.getString("subTasks[0].waiting.for")).isEqualTo("RETRY");
        assertThat(task.getString("subTasks[0].waiting.until")).isNotNull();
        assertPermitsHold(script, "task.not-failed");
        assertThat(script.operate("terminate").statusCode()).isEqualTo(202);
        script.awaitState("FAILED");
        assertThat(script.detail().getString("subTasks[0].state")).isEqualTo("TERMINATED");
        script.end();
    }

    /**
     * Every operation that the task and its first sub task report as not allowed is refused with
     * that reason, and changes nothing.
     */
    private static void assertPermitsHold(TaskScript script, String notFailed) {
        var before = script.detail();
        var forbidden = before.getList("operations.findAll { !it.allowed }.op", String.class);
        assertThat(forbidden).contains("retry", "rollback", "abandon");
        assertThat(before.getList("operations.findAll { it.op == 'abandon' }.reasonCode"))
                .isEqualTo(List.of(notFailed));
        forbidden.forEach(
                op -> assertRefused(script.operate(op).then().extract().jsonPath(), before));
        var onSubTask =
                before.getList("subTasks[0].operations.findAll { !it.allowed }.op", String.class);
        assertThat(onSubTask).contains("retry", "skip");
        onSubTask.forEach(
                op -> assertRefused(script.operate("a", op).then().extract().jsonPath(), before));
        assertThat(script.detail().getInt("version")).isEqualTo(before.getInt("version"));
    }

    private static void assertRefused(JsonPath answer, JsonPath before) {
        assertThat(answer.getInt("status")).isEqualTo(409);
        assertThat(answer.getString("code")).isEqualTo("operation.refused");
        assertThat(answer.getInt("current.version")).isEqualTo(before.getInt("version"));
    }
}
