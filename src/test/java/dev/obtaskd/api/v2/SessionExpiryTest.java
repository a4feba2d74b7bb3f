package dev.obtaskd.api.v2;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.account.AccountRepository;
import dev.obtaskd.account.StoredSession;
import dev.obtaskd.account.StoredToken;
import dev.obtaskd.store.writer.StoreWriter;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions end by the clock, and by newer sessions of the same user. */
@QuarkusTest
@TestProfile(GuardedDaemon.class)
class SessionExpiryTest extends AccountHttp {

    @Inject AccountRepository repository;

    @Inject StoreWriter writer;

    private final Instant begin = Instant.now(Clock.systemUTC());
    private String name;

    @BeforeEach
    void createUser() {
        at(Duration.ZERO);
        name = user("TASK_VIEWER");
    }

    @Test
    void anUnusedSessionEnds() {
        var unused = login(name, PASSWORD);
        var used = login(name, PASSWORD);
        at(Duration.ofMinutes(29));
        assertOpen(used);
        at(Duration.ofMinutes(31));
        assertEnded(unused);
        assertOpen(used);
        at(Duration.ofMinutes(60));
        assertOpen(used);
        at(Duration.ofMinutes(91));
        assertEnded(used);
        assertThat(sessions()).isZero();
    }

    @Test
    void aSessionEndsAtItsMaximumAgeEvenIfItIsUsed() {
        var login = login(name, PASSWORD);
        for (var minutes = 20; minutes < 120; minutes += 20) {
            at(Duration.ofMinutes(minutes));
            assertOpen(login);
        }
        at(Duration.ofMinutes(119));
        assertOpen(login);
        at(Duration.ofMinutes(121));
        assertEnded(login);
        assertOpen(login(name, PASSWORD));
    }

    @Test
    void theResponseNamesBothEnds() {
        var answer = tryLogin(name, PASSWORD).jsonPath();
        var created = Instant.parse(answer.getString("session.createdAt"));
        assertThat(Instant.parse(answer.getString("session.idleUntil")))
                .isEqualTo(created.plus(Duration.ofMinutes(30)));
        assertThat(Instant.parse(answer.getString("session.until")))
                .isEqualTo(created.plus(Duration.ofHours(2)));
    }

    /** The expired one is deleted, so the new one ends none that is open. */
    @Test
    void theOldestOfTooManySessionsEnds() {
        var logins = new ArrayList<Login>();
        for (var i = 0; i < 4; i++) {
            at(Duration.ofMinutes(i));
            logins.add(login(name, PASSWORD));
        }
        assertEnded(logins.getFirst());
        logins.subList(1, 4).forEach(SessionExpiryTest::assertOpen);
        assertThat(sessions()).isEqualTo(3);
    }

    @Test
    void theLastUseOfASessionIsStoredEveryFiveMinutes() {
        var login = login(name, PASSWORD);
        var created = session().usedAt();
        at(Duration.ofMinutes(4));
        var before = writer.stats().commits();
        for (var i = 0; i < 5; i++) {
            assertOpen(login);
        }
        assertThat(writer.stats().commits()).isEqualTo(before);
        at(Duration.ofMinutes(6));
        assertOpen(login);
        await().untilAsserted(
                        () ->
                                assertThat(session().usedAt())
                                        .isAfter(created.plus(Duration.ofMinutes(5))));
        var stored = session().usedAt();
        at(Duration.ofMinutes(10));
        var after = writer.stats().commits();
        assertOpen(login);
        assertThat(writer.stats().commits()).isEqualTo(after);
        assertThat(session().usedAt()).isEqualTo(stored);
    }

    @Test
    void theLastUseOfATokenIsStoredEveryFiveMinutes() {
        var secret = token(name);
        bearer(secret).get(ME).then().statusCode(200);
        await().until(() -> storedToken().usedAt() != null);
        var first = storedToken().usedAt();
        at(Duration.ofMinutes(4));
        bearer(secret).get(ME).then().statusCode(200);
        assertThat(storedToken().usedAt()).isEqualTo(first);
        at(Duration.ofMinutes(6));
        bearer(secret).get(ME).then().statusCode(200);
        await().until(() -> !first.equals(storedToken().usedAt()));
        at(Duration.ofDays(91));
        bearer(secret).get(ME).then().statusCode(401);
    }

    private StoredSession session() {
        return repository.current().sessions().values().stream()
                .filter(session -> session.user().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private StoredToken storedToken() {
        return repository.current().tokens().values().stream()
                .filter(token -> token.owner().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private int sessions() {
        return admin().get(USERS + "?limit=500")
                .jsonPath()
                .getInt("items.find { it.name == '" + name + "' }.sessions");
    }

    private static void assertOpen(Login login) {
        login.read().get(ME).then().statusCode(200);
    }

    private static void assertEnded(Login login) {
        assertProblem(login.read().get(ME), 401, "auth.required");
        given().header("Cookie", cookieName() + "=" + login.cookie())
                .header("X-CSRF-Token", login.csrfToken())
                .put(ME + "/password")
                .then()
                .statusCode(401);
    }

    /** Sets the clock of the daemon to a time after the begin of the test. */
    private void at(Duration passed) {
        QuarkusMock.installMockForType(
                Clock.offset(
                        Clock.systemUTC(),
                        Duration.between(Instant.now(Clock.systemUTC()), begin).plus(passed)),
                Clock.class);
    }
}
