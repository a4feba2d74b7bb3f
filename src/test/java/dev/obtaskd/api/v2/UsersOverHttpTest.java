package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.obtaskd.account.AccountRepository;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Users: management, change of one's own password, and their effect on log-ins. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class UsersOverHttpTest extends AccountHttp {

    @Inject AccountRepository repository;

    @Test
    void administratorsManageUsers() {
        var created =
                admin().body(json("name", "_a.b-c9", "role", "TASK_VIEWER", "password", PASSWORD))
                        .post(USERS);
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        assertKeys(created.path(""), "name role disabled createdAt lastLoginAt sessions tokens");
        assertThat(created.<Object>path("lastLoginAt")).isNull();
        assertProblem(
                admin().body(json("name", "_a.b-c9", "role", "ADMIN", "password", PASSWORD))
                        .post(USERS),
                409,
                "user.exists");
        change("_a.b-c9", "role", "TASK_MANAGER")
                .then()
                .statusCode(200)
                .body("role", equalTo("TASK_MANAGER"));
        var list = admin().get(USERS + "?limit=500").jsonPath();
        assertThat(list.getList("items.name", String.class)).contains("_a.b-c9").isSorted();
        assertThat(list.getString("nextCursor")).isNull();
        var page = admin().get(USERS + "?limit=1").jsonPath();
        assertThat(page.getList("items")).hasSize(1);
        assertThat(
                        admin().get(USERS + "?limit=500&cursor=" + page.getString("nextCursor"))
                                .jsonPath()
                                .getList("items"))
                .hasSize(list.getList("items").size() - 1);
        admin().delete(USERS + "/_a.b-c9").then().statusCode(204);
        assertProblem(admin().delete(USERS + "/_a.b-c9"), 404, "user.unknown");
        assertProblem(change("_a.b-c9", "role", "ADMIN"), 404, "user.unknown");
    }

    @Test
    void aChangedRoleIsInForceAtOnce() {
        var name = user("ADMIN");
        var login = login(name, PASSWORD);
        var secret = token(name);
        basic(name, PASSWORD).get(USERS).then().statusCode(200);
        change(name, "role", "TASK_VIEWER").then().statusCode(200);
        assertProblem(login.read().get(USERS), 403, "auth.forbidden");
        assertProblem(basic(name, PASSWORD).get(USERS), 403, "auth.forbidden");
        assertProblem(bearer(secret).post("/api/v2/tasks/21/retry"), 403, "auth.forbidden");
        login.read().get(ME).then().body("role", equalTo("TASK_VIEWER"));
        bearer(secret).get(ME).then().statusCode(200).body("role", equalTo("TASK_VIEWER"));
    }

    @Test
    void disablingEndsSessionsTokensAndBasic() {
        var name = user("TASK_MANAGER");
        var login = login(name, PASSWORD);
        var secret = token(name);
        basic(name, PASSWORD).get(ME).then().statusCode(200);
        change(name, "disabled", true).then().statusCode(200).body("disabled", equalTo(true));
        assertLoggedOut(login, secret, name, PASSWORD);
        change(name, "disabled", false).then().statusCode(200);
        basic(name, PASSWORD).get(ME).then().statusCode(200);
        assertProblem(login.read().get(ME), 401, "auth.required");
        assertProblem(bearer(secret).get(ME), 401, "auth.required");
    }

    @Test
    void aPasswordSetByAnAdministratorEndsSessionsAndTokens() {
        var name = user("TASK_MANAGER");
        var login = login(name, PASSWORD);
        var secret = token(name);
        change(name, "password", OTHER_PASSWORD).then().statusCode(200);
        assertLoggedOut(login, secret, name, PASSWORD);
        basic(name, OTHER_PASSWORD).get(ME).then().statusCode(200);
    }

    @Test
    void deletingEndsEverything() {
        var name = user("TASK_MANAGER");
        var login = login(name, PASSWORD);
        var secret = token(name);
        admin().delete(USERS + "/" + name).then().statusCode(204);
        assertLoggedOut(login, secret, name, PASSWORD);
        // A later user with the name gets nothing of it.
        admin().body(json("name", name, "role", "ADMIN", "password", OTHER_PASSWORD))
                .post(USERS)
                .then()
                .statusCode(201)
                .body("sessions", equalTo(0))
                .body("tokens", equalTo(0));
        assertLoggedOut(login, secret, name, PASSWORD);
    }

    @Test
    void usersChangeTheirOwnPassword() {
        var name = user("TASK_VIEWER");
        var login = login(name, PASSWORD);
        var other = login(name, PASSWORD);
        var secret = token(name);
        assertProblem(
                login.write()
                        .body(json("current", "wrong password", "new", OTHER_PASSWORD))
                        .put(ME + "/password"),
                401,
                "auth.failed");
        login.write()
                .body(json("current", PASSWORD, "new", OTHER_PASSWORD))
                .put(ME + "/password")
                .then()
                .statusCode(204);
        login.read().get(ME).then().statusCode(200);
        assertProblem(other.read().get(ME), 401, "auth.required");
        bearer(secret).get(ME).then().statusCode(200);
        assertProblem(basic(name, PASSWORD).get(ME), 401, "auth.required");
        assertProblem(tryLogin(name, PASSWORD), 401, "auth.failed");
        basic(name, OTHER_PASSWORD).get(ME).then().statusCode(200);
    }

    @Test
    void passwordsHave12To128CharactersAndAreNotTheName() {
        var name = user("TASK_VIEWER");
        var long32 = "a".repeat(32);
        for (var password : List.of("", "elevenchars", "x".repeat(129))) {
            assertProblem(
                    basic(name, PASSWORD)
                            .body(json("current", PASSWORD, "new", password))
                            .put(ME + "/password"),
                    400,
                    "request.malformed");
            assertProblem(change(name, "password", password), 400, "request.malformed");
        }
        for (var password : List.of(long32, long32.toUpperCase(Locale.ROOT))) {
            var answer =
                    admin().body(json("name", long32, "role", "ADMIN", "password", password))
                            .post(USERS);
            assertProblem(answer, 400, "request.malformed");
            assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo("/password");
            assertThat(answer.<Object>path("errors[0].value")).isNull();
        }
        change(name, "password", "密".repeat(12)).then().statusCode(200);
        change(name, "password", "x".repeat(128)).then().statusCode(200);
    }

    @Test
    void hostileNamesRolesAndTypesAreRefused() {
        for (var name :
                List.of(
                        "",
                        "Ann",
                        "1ann",
                        "ann ",
                        "a\u0007nn",
                        "a\nnn",
                        "änn",
                        "аnn",
                        "root@sys",
                        "../ann",
                        "system",
                        "a".repeat(33),
                        "a".repeat(1_000_000))) {
            var answer =
                    admin().body(json("name", name, "role", "ADMIN", "password", PASSWORD))
                            .post(USERS);
            assertProblem(answer, 400, "request.malformed");
            assertThat(answer.asString().length()).isLessThan(2_000);
        }
        for (var role : List.of("", "admin", "ROOT", "TASK_VIEWER ", "ＡＤＭＩＮ", "ADMIN\u0000")) {
            var answer =
                    admin().body(json("name", "ann", "role", role, "password", PASSWORD))
                            .post(USERS);
            assertThat(answer.statusCode()).as(role).isEqualTo(400);
        }
        for (var body :
                List.of(
                        "",
                        "null",
                        "[]",
                        "{\"role\":1}",
                        "{\"role\":[\"ADMIN\"]}",
                        "{\"disabled\":\"true\"}",
                        "{\"disabled\":1}",
                        "{\"password\":123456789012}",
                        "{\"name\":\"eve\"}",
                        "{\"passwordHash\":\"x\"}")) {
            assertThat(admin().body(body).patch(USERS + "/vic").statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(accounts.find("ann")).isEmpty();
        assertThat(accounts.find("vic").orElseThrow().role().name()).isEqualTo("TASK_VIEWER");
    }

    @Test
    void onlyAdministratorsManageUsers() {
        for (var request :
                List.<Supplier<Response>>of(
                        () -> TaskScript.manager().get(USERS),
                        () ->
                                TaskScript.manager()
                                        .contentType("application/json")
                                        .body("{}")
                                        .post(USERS),
                        () -> TaskScript.viewer().delete(USERS + "/mia"),
                        () ->
                                TaskScript.viewer()
                                        .contentType("application/json")
                                        .body("{\"role\":\"ADMIN\"}")
                                        .patch(USERS + "/vic"))) {
            assertProblem(request.get(), 403, "auth.forbidden");
        }
        given().get(USERS).then().statusCode(401);
    }

    @Test
    void changesAndLoginsAreAuditedForAdministratorsOnly() {
        var name = user("TASK_MANAGER");
        change(name, "role", "TASK_VIEWER", "password", OTHER_PASSWORD).then().statusCode(200);
        login(name, OTHER_PASSWORD).write().delete(SESSION).then().statusCode(204);
        for (var i = 0; i < 3; i++) {
            tryLogin(name, "wrong password " + i).then().statusCode(401);
        }
        basic(name, OTHER_PASSWORD).get(ME).then().statusCode(200);
        admin().delete(USERS + "/" + name).then().statusCode(204);
        await().untilAsserted(
                        () ->
                                assertThat(audited(name))
                                        .containsExactlyInAnyOrder(
                                                "ada user.create null > USER %s: TASK_MANAGER",
                                                "ada user.change USER %s: TASK_MANAGER > USER %s:"
                                                        + " TASK_VIEWER, new password",
                                                "%s login null > SESSION %s: open",
                                                "%s logout SESSION %s: open > null",
                                                "%s login null > SESSION %s: 1 failure",
                                                "ada user.delete USER %s: TASK_VIEWER > null"));
        var all = admin().get("/api/v2/audit?limit=500").asString();
        assertThat(all).doesNotContain(PASSWORD, OTHER_PASSWORD, "wrong password");
        assertThat(TaskScript.viewer().get("/api/v2/audit?limit=500").asString())
                .doesNotContain(name, "login");
    }

    /** Actor, action, before and after of the entries about a user, which is written as %s. */
    private static List<String> audited(String name) {
        return admin()
                .get("/api/v2/audit?limit=500")
                .jsonPath()
                .<Map<String, String>>getList("items")
                .stream()
                .map(
                        entry ->
                                entry.get("actor")
                                        + " "
                                        + entry.get("action")
                                        + " "
                                        + entry.get("before")
                                        + " > "
                                        + entry.get("after"))
                .filter(line -> line.matches(".*\\b" + name + "\\b.*"))
                .map(line -> line.replaceAll("\\b" + name + "\\b", "%s"))
                .toList();
    }

    @Test
    void theLastAdministratorStays() {
        var others = demoteOthers();
        try {
            assertProblem(change("ada", "role", "TASK_MANAGER"), 409, "user.last-admin");
            assertProblem(change("ada", "disabled", true), 409, "user.last-admin");
            assertProblem(admin().delete(USERS + "/ada"), 409, "user.last-admin");
            var another = user("ADMIN");
            change(another, "disabled", true).then().statusCode(200);
            assertProblem(change("ada", "role", "TASK_VIEWER"), 409, "user.last-admin");
        } finally {
            restore(others);
        }
    }

    @Test
    void ofTwoConcurrentDemotionsOnlyOneSucceeds() throws Exception {
        var others = demoteOthers();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var round = 0; round < 10; round++) {
                var second = user("ADMIN");
                basic(second, PASSWORD).get(ME).then().statusCode(200);
                var together = new CyclicBarrier(2);
                var one =
                        threads.submit(
                                () -> {
                                    together.await();
                                    return basic(second, PASSWORD)
                                            .body(json("role", "TASK_VIEWER"))
                                            .patch(USERS + "/ada")
                                            .statusCode();
                                });
                var other =
                        threads.submit(
                                () -> {
                                    together.await();
                                    return change(second, "role", "TASK_VIEWER").statusCode();
                                });
                assertThat(List.of(one.get(), other.get()))
                        .containsOnlyOnce(200)
                        .allMatch(status -> List.of(200, 403, 409).contains(status));
                assertThat(administrators()).hasSize(1);
                if (administrators().contains(second)) {
                    basic(second, PASSWORD)
                            .body(json("role", "ADMIN"))
                            .patch(USERS + "/ada")
                            .then()
                            .statusCode(200);
                    change(second, "role", "TASK_VIEWER").then().statusCode(200);
                }
            }
        } finally {
            restore(others);
        }
    }

    private List<String> administrators() {
        return repository.current().users().values().stream()
                .filter(user -> user.role().equals("ADMIN") && !user.disabled())
                .map(user -> user.name())
                .toList();
    }

    private List<String> demoteOthers() {
        var others = new ArrayList<>(administrators());
        others.remove("ada");
        others.forEach(name -> change(name, "role", "TASK_VIEWER").then().statusCode(200));
        return others;
    }

    private static void restore(List<String> others) {
        others.forEach(name -> change(name, "role", "ADMIN").then().statusCode(200));
    }

    private static void assertLoggedOut(Login login, String secret, String name, String password) {
        assertProblem(login.read().get(ME), 401, "auth.required");
        assertProblem(bearer(secret).get(ME), 401, "auth.required");
        assertProblem(basic(name, password).get(ME), 401, "auth.required");
        assertProblem(tryLogin(name, password), 401, "auth.failed");
    }
}
