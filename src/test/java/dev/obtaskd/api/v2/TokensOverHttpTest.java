package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.obtaskd.account.AccountRepository;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TaskDaemon.class)
class TokensOverHttpTest extends AccountHttp {

    @Inject AccountRepository repository;

    @Test
    void aTokenIsShownOnceAndStoredAsAHash() {
        var name = user("TASK_MANAGER");
        var created =
                basic(name, PASSWORD)
                        .body(json("name", "nightly", "role", "TASK_VIEWER"))
                        .post(TOKENS);
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        assertKeys(created.path(""), "id name owner role createdAt expiresAt lastUsedAt secret");
        String secret = created.path("secret");
        String id = created.path("id");
        assertThat(secret).matches("obt_" + id + "_[A-Za-z0-9_-]{43}");
        created.then().body("owner", equalTo(name)).body("role", equalTo("TASK_VIEWER"));
        var list = basic(name, PASSWORD).get(TOKENS);
        assertThat(list.asString()).contains(id).doesNotContain("secret", secret);
        assertThat(repository.current().tokens().get(id).toString()).doesNotContain(secret);
        bearer(secret).get(ME).then().statusCode(200).body("via", equalTo("TOKEN"));
        assertThat(basic(name, PASSWORD).get(TOKENS).<Object>path("items[0].lastUsedAt"))
                .isNotNull();
    }

    @Test
    void aTokenExpiresAfter90DaysUnlessSaidOtherwise() {
        var name = user("TASK_VIEWER");
        assertThat(days(name, Map.of("name", "a"))).isEqualTo(90);
        assertThat(days(name, Map.of("name", "a", "expiresInDays", 1))).isEqualTo(1);
        assertThat(days(name, Map.of("name", "a", "expiresInDays", 365))).isEqualTo(365);
    }

    private static long days(String owner, Map<String, ?> body) {
        var created = basic(owner, PASSWORD).body(body).post(TOKENS).jsonPath();
        return Duration.between(
                        Instant.parse(created.getString("createdAt")),
                        Instant.parse(created.getString("expiresAt")))
                .toDays();
    }

    @Test
    void theEffectiveRoleIsTheLesser() {
        var viewer = user("TASK_VIEWER");
        bearer(token(viewer, "role", "ADMIN")).get(ME).then().body("role", equalTo("TASK_VIEWER"));
        var manager = user("TASK_MANAGER");
        var secret = token(manager, "role", "TASK_VIEWER");
        bearer(secret).get(ME).then().body("role", equalTo("TASK_VIEWER"));
        assertProblem(bearer(secret).post("/api/v2/tasks/21/retry"), 403, "auth.forbidden");
    }

    @Test
    void aTokenManagesNoUsersTokensOrPasswords() {
        var name = user("ADMIN");
        var secret = token(name);
        bearer(secret)
                .get(ME)
                .then()
                .body("role", equalTo("ADMIN"))
                .body("passwordChangeable", equalTo(false))
                .body(
                        "permissions",
                        equalTo(
                                List.of(
                                        "task.submit",
                                        "task.operate",
                                        "lock.release",
                                        "audit.all")));
        assertProblem(bearer(secret).get(USERS), 403, "auth.forbidden");
        assertProblem(bearer(secret).body("{}").post(USERS), 403, "auth.forbidden");
        assertProblem(bearer(secret).body("{}").patch(USERS + "/vic"), 403, "auth.forbidden");
        assertProblem(bearer(secret).delete(USERS + "/vic"), 403, "auth.forbidden");
        assertProblem(bearer(secret).get(TOKENS), 403, "auth.forbidden");
        assertProblem(bearer(secret).body("{\"name\":\"x\"}").post(TOKENS), 403, "auth.forbidden");
        assertProblem(bearer(secret).delete(TOKENS + "/x"), 403, "auth.forbidden");
        assertProblem(bearer(secret).body("{}").put(ME + "/password"), 403, "auth.forbidden");
    }

    @Test
    void aRevokedTokenIsRefusedAtOnce() {
        var name = user("TASK_MANAGER");
        var secret = token(name);
        var id = secret.split("_")[1];
        bearer(secret).get(ME).then().statusCode(200);
        basic(name, PASSWORD).delete(TOKENS + "/" + id).then().statusCode(204);
        for (var i = 0; i < 3; i++) {
            assertProblem(bearer(secret).get(ME), 401, "auth.required");
        }
        assertProblem(basic(name, PASSWORD).delete(TOKENS + "/" + id), 404, "token.unknown");
    }

    @Test
    void tokensOfOthersAreInvisible() {
        var owner = user("TASK_MANAGER");
        var id = token(owner).split("_")[1];
        var other = user("TASK_MANAGER");
        assertProblem(basic(other, PASSWORD).delete(TOKENS + "/" + id), 404, "token.unknown");
        assertProblem(
                basic(other, PASSWORD).get(TOKENS + "?owner=" + owner), 403, "auth.forbidden");
        assertProblem(basic(other, PASSWORD).get(TOKENS + "?owner=unknown"), 403, "auth.forbidden");
        assertProblem(
                basic(other, PASSWORD).body("{\"name\":\"x\"}").post(TOKENS + "?owner=" + owner),
                403,
                "auth.forbidden");
        assertThat(basic(other, PASSWORD).get(TOKENS).jsonPath().getList("items")).isEmpty();
        assertThat(admin().get(TOKENS + "?owner=" + owner).jsonPath().getList("items.id"))
                .isEqualTo(List.of(id));
        assertProblem(admin().get(TOKENS + "?owner=unknown"), 404, "user.unknown");
        admin().delete(TOKENS + "/" + id).then().statusCode(204);
    }

    @Test
    void hostileTokensAndBodiesAreRefused() {
        var name = user("TASK_VIEWER");
        var secret = token(name);
        for (var wrong :
                List.of(
                        "",
                        "x",
                        secret + "x",
                        secret.substring(0, secret.length() - 1),
                        secret.replace("obt_", "OBT_"),
                        "obt_000000000000_" + "A".repeat(43),
                        "obt_" + secret.split("_")[1] + "_" + "A".repeat(43))) {
            assertProblem(bearer(wrong).get(ME), 401, "auth.required");
        }
        for (var body :
                List.of(
                        "{}",
                        "{\"name\":\"\"}",
                        "{\"name\":\"  \"}",
                        "{\"name\":\"a\\nb\"}",
                        "{\"name\":\"" + "a".repeat(101) + "\"}",
                        "{\"name\":1}",
                        "{\"name\":\"a\",\"role\":\"ROOT\"}",
                        "{\"name\":\"a\",\"expiresInDays\":0}",
                        "{\"name\":\"a\",\"expiresInDays\":366}",
                        "{\"name\":\"a\",\"expiresInDays\":1.5}",
                        "{\"name\":\"a\",\"expiresInDays\":\"1\"}",
                        "{\"name\":\"a\",\"expiresInDays\":99999999999}",
                        "{\"name\":\"a\",\"owner\":\"ada\"}")) {
            assertThat(basic(name, PASSWORD).body(body).post(TOKENS).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(basic(name, PASSWORD).get(TOKENS).jsonPath().getList("items")).hasSize(1);
    }

    @Test
    void anIdempotencyKeyIsIgnored() {
        var name = user("TASK_VIEWER");
        for (var i = 0; i < 2; i++) {
            basic(name, PASSWORD)
                    .header("Idempotency-Key", "same")
                    .body("{\"name\":\"a\"}")
                    .post(TOKENS)
                    .then()
                    .statusCode(201);
        }
        assertThat(basic(name, PASSWORD).get(TOKENS).jsonPath().getList("items")).hasSize(2);
    }
}
