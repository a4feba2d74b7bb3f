package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.json;
import static dev.obtaskd.api.v2.TaskScript.manager;
import static dev.obtaskd.api.v2.TaskScript.viewer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.security.PasswordHasher;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.store.TaskStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TaskDaemon.class)
class LockReleaseTest extends TaskHttp {

    private static final String LOCKS = "/api/v2/locks/";
    private static final String WHY = json("reason", "the host is gone");

    @Inject TaskStore store;

    @BeforeEach
    void createAdmin() {
        if (accounts.find("rob").isEmpty()) {
            accounts.create(
                    new UserAccount("rob", UserRole.ADMIN, PasswordHasher.hash("r".toCharArray())));
        }
    }

    private static RequestSpecification admin() {
        return given().auth().preemptive().basic("rob", "r").contentType(ContentType.JSON);
    }

    private static Response release(String id, String body) {
        return admin().body(body).post(LOCKS + id + "/release");
    }

    private static Map<String, Object> lock(String id) {
        List<Map<String, Object>> locks =
                admin().get("/api/v2/locks?limit=500").jsonPath().getList("items");
        return locks.stream().filter(lock -> lock.get("id").equals(id)).findFirst().orElse(null);
    }

    @Test
    void aFailedTaskGivesItsLockUpAndTakesItBackWithARetry() {
        var play = TaskScript.failed("play.tenant", Map.of("tenant", "release-one"));
        assertThat(lock(play.id()))
                .containsEntry("kind", "CLAIM")
                .extractingByKey("release")
                .isEqualTo(allowed(true, null, null));
        var released = release(play.id(), WHY);
        assertThat(released.statusCode()).as(released.asString()).isEqualTo(200);
        assertKeys(
                released.jsonPath().getMap("$"),
                "op allowed reasonCode reason direction runs undoes claim conflicts");
        assertThat(released.jsonPath().getString("claim")).isEqualTo("FREED");
        assertThat(lock(play.id())).isNull();
        var task = play.detail();
        assertThat(task.getString("state")).isEqualTo("FAILED");
        assertThat(task.getBoolean("claimHeld")).isFalse();
        assertThat(task.<Object>get("claim")).isNull();
        assertThat(task.getString("claimReleased.by")).isEqualTo("rob");
        assertThat(task.getString("claimReleased.reason")).isEqualTo("the host is gone");
        assertThat(Instant.parse(task.getString("claimReleased.at"))).isNotNull();
        var audit =
                viewer().get(TASKS + "/" + play.id() + "/audit")
                        .jsonPath()
                        .getMap("items.find { it.action == 'release' }");
        assertThat(audit)
                .containsEntry("actor", "rob")
                .containsEntry("role", "ADMIN")
                .containsEntry("reason", "the host is gone")
                .containsEntry("before", "FAILED")
                .containsEntry("after", "FAILED")
                .containsEntry("result", "ACCEPTED");
        assertProblem(release(play.id(), WHY), 404, "lock.unknown");
        assertThat(play.operate("retry").statusCode()).isEqualTo(202);
        assertThat(play.detail().getBoolean("claimHeld")).isTrue();
        assertThat(play.detail().<Object>get("claimReleased")).isNull();
        play.end();
    }

    @Test
    void aNewerTaskMakesTheReleasedClaimExpire() {
        var play = TaskScript.failed("play.tenant", Map.of("tenant", "release-two"));
        assertThat(release(play.id(), WHY).statusCode()).isEqualTo(200);
        var newer = TaskScript.start("play.tenant", Map.of("tenant", "release-two"));
        var expired = play.operate("retry");
        assertProblem(expired, 409, "claim.expired");
        assertThat(expired.jsonPath().getString("holder.task.id")).isEqualTo(newer.id());
        newer.end();
        assertProblem(play.operate("rollback"), 409, "claim.expired");
        assertThat(play.operate("abandon").statusCode()).isEqualTo(202);
        assertThat(play.detail().getString("claimReleased.by")).isEqualTo("rob");
    }

    @Test
    void theLockOfARunningTaskIsNotReleased() {
        var play = TaskScript.start("play.tenant", Map.of("tenant", "release-three"));
        assertThat(lock(play.id()))
                .extractingByKey("release")
                .satisfies(
                        release ->
                                assertThat(((Map<?, ?>) release).get("allowed")).isEqualTo(false));
        var preview = admin().queryParam("dryRun", true).post(LOCKS + play.id() + "/release");
        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.jsonPath().getBoolean("allowed")).isFalse();
        assertThat(preview.jsonPath().getString("reasonCode")).isEqualTo("lock.in-use");
        assertThat(preview.jsonPath().getString("claim")).isEqualTo("KEPT");
        var refused = release(play.id(), WHY);
        assertProblem(refused, 409, "operation.refused");
        assertThat(refused.jsonPath().getString("current.state")).isEqualTo("RUNNING");
        assertThat(refused.jsonPath().getList("current.operations")).hasSize(4);
        assertThat(lock(play.id())).isNotNull();
        play.end();
    }

    @Test
    void aDryRunReleasesNothingAndNeedsNoReason() {
        var play = TaskScript.failed("play.global");
        var preview = admin().queryParam("dryRun", true).post(LOCKS + play.id() + "/release");
        assertThat(preview.statusCode()).as(preview.asString()).isEqualTo(200);
        assertThat(preview.jsonPath().getString("claim")).isEqualTo("FREED");
        assertThat(lock(play.id())).isNotNull();
        play.end();
    }

    @Test
    void onlyAnAdministratorReleasesALock() {
        var play = TaskScript.failed("play.global");
        for (var user : List.of(manager(), viewer())) {
            assertProblem(
                    user.contentType(ContentType.JSON)
                            .body(WHY)
                            .post(LOCKS + play.id() + "/release"),
                    403,
                    "auth.forbidden");
        }
        assertProblem(
                given().contentType(ContentType.JSON)
                        .body(WHY)
                        .post(LOCKS + play.id() + "/release"),
                401,
                "auth.required");
        assertThat(lock(play.id())).isNotNull();
        play.end();
    }

    @Test
    void invalidRequestsAreRefused() {
        var play = TaskScript.failed("play.global");
        for (var body : List.of("", "{}", json("reason", ""), json("reason", " \n"))) {
            var answer = release(play.id(), body);
            assertProblem(answer, 400, "request.malformed");
            assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo("/reason");
        }
        assertProblem(release(play.id(), "{\"reason\": null}"), 400, "request.malformed");
        assertProblem(release(play.id(), "{\"reason\": 1}"), 400, "request.malformed");
        assertProblem(release(play.id(), "[]"), 400, "request.malformed");
        assertProblem(
                release(play.id(), json("reason", "x".repeat(1_001))), 400, "request.malformed");
        assertProblem(
                release(play.id(), json("reason", "x", "force", true)),
                400,
                "request.unknown-field");
        assertProblem(
                admin().body(WHY).post(LOCKS + play.id() + "/release?force=true"),
                400,
                "request.unknown-parameter");
        assertProblem(release("x", WHY), 400, "id.invalid");
        assertProblem(release("1999999", WHY), 404, "lock.unknown");
        assertProblem(release(play.id() + "@10.0.0.1:2887", WHY), 404, "lock.unknown");
        assertThat(lock(play.id())).isNotNull();
        play.end();
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswer() {
        var play = TaskScript.failed("play.global");
        var first =
                admin().header("Idempotency-Key", "release " + play.id())
                        .body(WHY)
                        .post(LOCKS + play.id() + "/release");
        assertThat(first.statusCode()).isEqualTo(200);
        var again =
                admin().header("Idempotency-Key", "release " + play.id())
                        .body(WHY)
                        .post(LOCKS + play.id() + "/release");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        play.end();
    }

    @Test
    void theLockOfATaskThatDoesNotExistCanBeReleased() {
        var claim = new Claim(TaskScope.CLUSTER, MaintenanceType.TENANT, "orphan", null);
        var owner = TaskId.local(987_654_321);
        store.write(
                tx -> {
                    tx.insertHold(new Hold(claim, owner, Instant.EPOCH));
                    return owner;
                });
        var id = "1987654321";
        assertThat(lock(id)).containsEntry("task", null).containsEntry("key", "orphan");
        var blocked =
                manager()
                        .contentType(ContentType.JSON)
                        .body(
                                TaskScript.body(
                                        "play.tenant",
                                        TaskScript.directory(),
                                        Map.of("tenant", "orphan")))
                        .post(TASKS);
        assertProblem(blocked, 409, "claim.held");
        var preview = admin().queryParam("dryRun", true).post(LOCKS + id + "/release");
        assertThat(preview.jsonPath().getString("claim")).isEqualTo("FREED");
        assertThat(release(id, WHY).statusCode()).isEqualTo(200);
        assertThat(lock(id)).isNull();
        assertProblem(release(id, WHY), 404, "lock.unknown");
        TaskScript.start("play.tenant", Map.of("tenant", "orphan")).end();
    }

    private static Map<String, Object> allowed(boolean allowed, String code, String reason) {
        var operation = new java.util.HashMap<String, Object>();
        operation.put("op", "release");
        operation.put("allowed", allowed);
        operation.put("reasonCode", code);
        operation.put("reason", reason);
        return operation;
    }
}
