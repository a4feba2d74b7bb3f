package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.obtaskd.security.LoginThrottle;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Log-in by cookie, its CSRF token, and the 401 of the page. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class WebSessionsTest extends AccountHttp {

    @Inject LoginThrottle throttle;

    /**
     * Wrong passwords in earlier tests count for the same address, and for "-" if the name was
     * invalid or there was none.
     */
    @BeforeEach
    void forgetEarlierAttempts() {
        IntStream.range(0, 100).forEach(attempt -> throttle.succeeded("127.0.0.1", "-"));
    }

    @Test
    void loginReturnsTheUserAndACookie() {
        var name = user("TASK_MANAGER");
        var answer = tryLogin(name, PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.header("Set-Cookie"))
                .matches(cookieName() + "=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
        assertKeys(
                answer.path(""),
                "name role via permissions passwordChangeable initialPassword csrfToken session");
        answer.then()
                .body("name", equalTo(name))
                .body("role", equalTo("TASK_MANAGER"))
                .body("via", equalTo("SESSION"))
                .body("permissions", equalTo(List.of("task.submit", "task.operate")))
                .body("passwordChangeable", equalTo(true))
                .body("initialPassword", equalTo(false));
        assertKeys(answer.path("session"), "createdAt idleUntil until");
    }

    @Test
    void aSessionReadsWithTheCookieAndWritesWithItsToken() {
        var login = login(user("TASK_MANAGER"), PASSWORD);
        login.read().get("/api/v2/tasks").then().statusCode(200);
        login.read().get(ME).then().statusCode(200).body("csrfToken", equalTo(login.csrfToken()));
        login.write().post("/api/v2/tasks/21/retry").then().statusCode(400);
    }

    @Test
    void writesWithoutTheTokenAreRefused() {
        var login = login("ada", PASSWORD);
        var other = login("ada", PASSWORD);
        for (var request :
                List.of(
                        login.read(),
                        login.read().header("X-CSRF-Token", ""),
                        login.read().header("X-CSRF-Token", other.csrfToken()),
                        login.read().header("X-CSRF-Token", login.cookie()))) {
            assertProblem(
                    request.contentType(ContentType.JSON)
                            .body(json("name", "eve", "role", "ADMIN", "password", PASSWORD))
                            .post(USERS),
                    403,
                    "auth.csrf");
        }
        assertProblem(login.read().delete(SESSION), 403, "auth.csrf");
        assertProblem(login.read().delete(USERS + "/eve"), 403, "auth.csrf");
        assertProblem(login.read().put("/api/v2/nothing"), 403, "auth.csrf");
        login.read().get(ME).then().statusCode(200);
    }

    @Test
    void pagesOfOtherOriginsWriteNothing() {
        var login = login("ada", PASSWORD);
        for (var header : List.of("cross-site", "same-site")) {
            assertProblem(
                    login.write().header("Sec-Fetch-Site", header).body("{}").patch(USERS + "/ada"),
                    403,
                    "auth.origin");
        }
        assertProblem(
                login.write()
                        .header("Origin", "https://evil.example")
                        .body("{}")
                        .patch(USERS + "/ada"),
                403,
                "auth.origin");
        // A form of another page can send such a body without a preflight request.
        given().contentType("text/plain")
                .body(json("name", "ada", "password", PASSWORD))
                .post(SESSION)
                .then()
                .statusCode(415);
    }

    @Test
    void everyLoginHasANewId() {
        var name = user("TASK_VIEWER");
        var planted = "A".repeat(43);
        var seen = new HashSet<String>();
        seen.add(planted);
        for (var id = planted; seen.size() < 5; ) {
            var answer =
                    given().header("Cookie", cookieName() + "=" + id)
                            .contentType(ContentType.JSON)
                            .body(json("name", name, "password", PASSWORD))
                            .post(SESSION);
            assertThat(answer.statusCode()).isEqualTo(201);
            id = answer.cookie(cookieName());
            assertThat(seen.add(id)).isTrue();
        }
        // A planted id never becomes a session, and a log-in ends the session of its request.
        for (var id : seen) {
            var status = given().header("Cookie", cookieName() + "=" + id).get(ME).statusCode();
            assertThat(status).isIn(200, 401);
        }
        assertThat(
                        seen.stream()
                                .filter(
                                        id ->
                                                given().header("Cookie", cookieName() + "=" + id)
                                                                .get(ME)
                                                                .statusCode()
                                                        == 200))
                .hasSize(1);
    }

    @Test
    void twoCookiesAreNoSession() {
        var login = login("ada", PASSWORD);
        given().header(
                        "Cookie",
                        cookieName()
                                + "="
                                + login.cookie()
                                + "; "
                                + cookieName()
                                + "="
                                + "B".repeat(43))
                .get(ME)
                .then()
                .statusCode(401);
    }

    @Test
    void logoutEndsTheSession() {
        var login = login("ada", PASSWORD);
        login.write()
                .delete(SESSION)
                .then()
                .statusCode(204)
                .header(
                        "Set-Cookie",
                        cookieName() + "=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict");
        assertProblem(login.read().get(ME), 401, "auth.required");
        login.write().delete(SESSION).then().statusCode(204);
        given().delete(SESSION).then().statusCode(204);
    }

    @Test
    void failedLoginsHaveOneText() {
        var disabled = user("TASK_VIEWER");
        change(disabled, "disabled", true).then().statusCode(200);
        var texts = new HashSet<String>();
        for (var name : List.of("ada", "no-such-user", disabled, "root@sys", "Ada")) {
            var answer = tryLogin(name, "wrong password");
            assertProblem(answer, 401, "auth.failed");
            assertThat(answer.header("Set-Cookie")).isNull();
            assertThat(answer.header("WWW-Authenticate")).isNull();
            texts.add(answer.asString());
        }
        assertThat(texts).hasSize(1);
        assertProblem(tryLogin(disabled, PASSWORD), 401, "auth.failed");
    }

    @Test
    void thePageGetsNoChallenge() {
        given().get(ME)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Basic realm=\"obtaskd\", charset=\"UTF-8\""));
        given().header("X-Requested-With", "obtaskd")
                .get(ME)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", nullValue());
        given().header("Cookie", cookieName() + "=x")
                .get(ME)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", nullValue());
        given().header("Cookie", "obtaskd-1=x")
                .get(ME)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Basic realm=\"obtaskd\", charset=\"UTF-8\"");
        basicWrong()
                .header("X-Requested-With", "obtaskd")
                .get(ME)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", nullValue());
    }

    private static RequestSpecification basicWrong() {
        return basic("ada", "wrong password");
    }

    @Test
    void aUserHasAtMostTenSessions() {
        var name = user("TASK_VIEWER");
        var logins = new ArrayList<Login>();
        for (var i = 0; i < 11; i++) {
            logins.add(login(name, PASSWORD));
        }
        logins.getFirst().read().get(ME).then().statusCode(401);
        assertThat(logins.subList(1, 11))
                .allSatisfy(login -> login.read().get(ME).then().statusCode(200));
        admin().get(USERS + "?limit=500")
                .then()
                .body("items.find { it.name == '" + name + "' }.sessions", equalTo(10));
    }

    @Test
    void credentialsInTheQueryAreUnknownParameters() {
        for (var query : List.of("password=x", "token=x", "access_token=x")) {
            assertProblem(admin().get(ME + "?" + query), 400, "request.unknown-parameter");
            assertProblem(
                    given().contentType(ContentType.JSON).body("{}").post(SESSION + "?" + query),
                    400,
                    "request.unknown-parameter");
        }
    }

    @Test
    void hostileBodiesAreRefused() {
        for (var body :
                List.of(
                        "",
                        "[]",
                        "{",
                        "{}",
                        "{\"name\":\"ada\"}",
                        "{\"name\":1,\"password\":2}",
                        "{\"name\":[\"ada\"],\"password\":\"x\"}",
                        "{\"name\":\"ada\",\"password\":{}}",
                        "{\"name\":null,\"password\":null}",
                        "{\"name\":\"a\\u0000da\",\"password\":\"x\"}",
                        "{\"name\":\"\\ud800\",\"password\":\"x\"}",
                        "{\"name\":\"ada\",\"name\":\"mia\",\"password\":\"x\"}",
                        "{\"name\":\"ada\",\"password\":\"x\",\"role\":\"ADMIN\"}")) {
            var answer = given().contentType(ContentType.JSON).body(body).post(SESSION);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.header("Set-Cookie")).isNull();
        }
        for (var name : List.of("x".repeat(10_000), "a\u0007b", "管理员", "ａｄａ", "ADMIN", "")) {
            assertProblem(tryLogin(name, "wrong password"), 401, "auth.failed");
        }
        given().contentType(ContentType.JSON)
                .body(json("name", "x".repeat(1_000_000), "password", "x"))
                .post(SESSION)
                .then()
                .statusCode(413);
    }

    @Test
    void anAuthorizationHeaderHasPrecedenceOverTheCookie() {
        var login = login("ada", PASSWORD);
        login.read()
                .auth()
                .preemptive()
                .basic("vic", "v")
                .get(ME)
                .then()
                .body("name", equalTo("vic"))
                .body("via", equalTo("BASIC"));
        login.read().header("Authorization", "Bearer x").get(ME).then().statusCode(401);
    }
}
