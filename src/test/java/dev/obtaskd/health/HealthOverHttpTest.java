package dev.obtaskd.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.SubmitRequest;
import dev.obtaskd.engine.SubmitResult;
import dev.obtaskd.engine.TaskSubmitter;
import dev.obtaskd.engine.retention.RetentionSchedule;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.DataDirectory;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.writer.StoreWriter;
import dev.obtaskd.task.TaskState;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Responses to probes and to Prometheus. */
@QuarkusTest
class HealthOverHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject TaskSubmitter submit;

    @Inject StoreReader tasks;

    @Inject StoreWriter writer;

    @Inject DataDirectory data;

    @Test
    void isAliveReadyAndStarted() {
        given().get("/q/health/live")
                .then()
                .statusCode(200)
                .body("checks.name", hasItems("engine thread", "store thread"));
        given().get("/q/health/started")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("recovery"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(
                        "checks.name",
                        containsInAnyOrder("store", "engine", "disk", "Graceful Shutdown"))
                .body("checks.find { it.name == 'store' }.data.store", equalTo("can be written"))
                .body(
                        "checks.find { it.name == 'store' }.data.pendingUnits",
                        greaterThanOrEqualTo(0))
                .body(
                        "checks.find { it.name == 'disk' }.data.reserveBytes",
                        equalTo(256 * 1024 * 1024))
                .body("checks.find { it.name == 'engine' }.status", equalTo("UP"));
    }

    @Test
    void isNotReadyWhileTheStoreCannotBeWritten() {
        var stuck = new CountDownLatch(1);
        var blocked = writer.submit(tx -> hold(stuck));
        try {
            await().atMost(PATIENCE).until(() -> readiness() == 503);
            given().get("/q/health/ready")
                    .then()
                    .body("checks.find { it.name == 'store' }.status", equalTo("DOWN"))
                    .body(
                            "checks.find { it.name == 'store' }.data.store",
                            equalTo("does not answer"))
                    .body("checks.find { it.name == 'disk' }.status", equalTo("UP"))
                    .body("checks.find { it.name == 'engine' }.status", equalTo("UP"));
            given().get("/q/health/live").then().statusCode(200);
        } finally {
            stuck.countDown();
        }
        blocked.join();
        await().atMost(PATIENCE).until(() -> readiness() == 200);
    }

    @Test
    void countsItsActions() throws IOException {
        var id = retention();
        await().atMost(PATIENCE)
                .until(
                        () ->
                                tasks.find(TaskId.local(id)).orElseThrow().state()
                                        == TaskState.SUCCEEDED);
        var metrics = metrics();
        for (var state : TaskState.values()) {
            assertThat(value(metrics, "obtaskd_tasks{state=\"" + state + "\"}")).isNotNegative();
        }
        assertThat(value(metrics, "obtaskd_subtasks_running")).isNotNegative();
        assertThat(value(metrics, "obtaskd_subtasks_queued")).isNotNegative();
        assertThat(value(metrics, "obtaskd_store_pending_units")).isNotNegative();
        for (var counter :
                List.of(
                        "obtaskd_transition_seconds_count",
                        "obtaskd_transition_seconds_sum",
                        "obtaskd_transition_seconds_bucket{le=\"+Inf\"}",
                        "obtaskd_log_bytes_total",
                        "obtaskd_store_commits_total",
                        "obtaskd_store_fsyncs_total",
                        "obtaskd_store_batch_units_count")) {
            assertThat(value(metrics, counter)).as(counter).isPositive();
        }
    }

    @Test
    void describesEveryMetric() throws IOException {
        assertThat(
                        Pattern.compile("(?m)^# HELP (obtaskd_\\w+) \\S")
                                .matcher(metrics())
                                .results()
                                .map(m -> m.group(1)))
                .contains(
                        "obtaskd_tasks",
                        "obtaskd_subtasks_running",
                        "obtaskd_subtasks_queued",
                        "obtaskd_transition_seconds",
                        "obtaskd_log_bytes",
                        "obtaskd_store_commits",
                        "obtaskd_store_fsyncs",
                        "obtaskd_store_batch_units",
                        "obtaskd_store_pending_units");
    }

    @Test
    void metricsRequireALogin() {
        given().get("/q/metrics").then().statusCode(401);
    }

    private String metrics() throws IOException {
        var password = Files.readString(data.path().resolve("initial-admin-password")).strip();
        return given().auth()
                .preemptive()
                .basic("admin", password)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private long retention() {
        var none = JsonNodeFactory.instance.objectNode();
        var submission =
                new SubmitRequest(
                        RetentionSchedule.OPERATION, none, List.of(), null, Actor.SYSTEM, null);
        return ((SubmitResult.Accepted) submit.submit(submission)).task().id().number();
    }

    private static double value(String metrics, String name) {
        var line = Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(metrics);
        assertThat(line.find()).as("%s in %s", name, metrics).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static int readiness() {
        return given().get("/q/health/ready").statusCode();
    }

    private static Void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return null;
    }
}
