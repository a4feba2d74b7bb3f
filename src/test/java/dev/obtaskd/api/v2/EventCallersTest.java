package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.account.AccountRepository;
import dev.obtaskd.account.ChangeAudit;
import dev.obtaskd.account.StoredToken;
import dev.obtaskd.testing.EventClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A stream ends at once when its caller may no longer read it. The daemon does not check callers at
 * intervals here.
 */
@QuarkusTest
@TestProfile(EventCallersTest.Daemon.class)
class EventCallersTest extends AccountHttp {

    /** A daemon whose interval is longer than the test. */
    public static class Daemon extends EventDaemon {
        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("obtaskd.events.keep-alive", "10m");
            overrides.put("obtaskd.session.idle", "2h");
            return overrides;
        }
    }

    @TestHTTPResource URI daemon;

    @Inject AccountRepository repository;

    private final List<EventClient> clients = new ArrayList<>();

    @AfterEach
    void disconnect() {
        clients.forEach(EventClient::close);
    }

    @Test
    void aLogOutEndsTheStreamsOfTheSession() {
        var name = user("TASK_VIEWER");
        var first = login(name, PASSWORD);
        var ended = List.of(connect(first), connect(first));
        var open = List.of(connect(login(name, PASSWORD)), connectBasic(name));
        assertThat(ended.getFirst().event("hello").data().path("user").asText()).isEqualTo(name);
        first.write().delete(SESSION).then().statusCode(204);
        assertEnded("SESSION", ended);
        assertOpen(open);
    }

    @Test
    void aSessionThatMakesWayForANewerOneEndsItsStreams() {
        var name = user("TASK_VIEWER");
        var oldest = connect(login(name, PASSWORD));
        for (var i = 0; i < 10; i++) {
            login(name, PASSWORD);
        }
        assertEnded("SESSION", List.of(oldest));
    }

    @Test
    void aRevokedTokenEndsItsStreams() {
        var name = user("TASK_VIEWER");
        var secret = token(name);
        var ended = connectToken(secret);
        var open = List.of(connectToken(token(name)), connectBasic(name));
        basic(name, PASSWORD).delete(TOKENS + "/" + id(secret)).then().statusCode(204);
        assertEnded("TOKEN", List.of(ended));
        assertOpen(open);
    }

    @Test
    void anExpiredTokenEndsItsStreams() {
        var secret = token(user("TASK_VIEWER"));
        var ended = connectToken(secret);
        repository.change(
                all -> {
                    var token = Optional.ofNullable(all.tokens().get(id(secret))).orElseThrow();
                    return all.with(
                            new StoredToken(
                                    token.id(),
                                    token.name(),
                                    token.owner(),
                                    token.role(),
                                    token.secretHash(),
                                    token.createdAt(),
                                    Instant.now(),
                                    token.usedAt()));
                },
                ChangeAudit.NONE);
        assertEnded("TOKEN", List.of(ended));
    }

    @Test
    void anotherRoleEndsAllStreamsThatHadTheFormerOne() {
        var name = user("TASK_MANAGER");
        var ended =
                List.of(
                        connect(login(name, PASSWORD)),
                        connectToken(token(name)),
                        connectBasic(name));
        // Its role is the lesser one before and after.
        var open = List.of(connectToken(token(name, "role", "TASK_VIEWER")), connectBasic("ada"));
        assertThat(ended.getFirst().event("hello").data().path("role").asText())
                .isEqualTo("TASK_MANAGER");
        change(name, "role", "TASK_VIEWER").then().statusCode(200);
        assertEnded("ROLE", ended);
        var promoted = connect(login(name, PASSWORD));
        assertThat(promoted.event("hello").data().path("role").asText()).isEqualTo("TASK_VIEWER");
        assertOpen(open);
        change(name, "role", "ADMIN").then().statusCode(200);
        assertEnded("ROLE", List.of(promoted));
        assertOpen(open);
    }

    @Test
    void aDisabledUserLosesAllStreams() {
        assertAllEnd(name -> change(name, "disabled", true));
    }

    @Test
    void aDeletedUserLosesAllStreams() {
        assertAllEnd(name -> admin().delete(USERS + "/" + name));
    }

    @Test
    void aPasswordSetByAnAdministratorEndsAllStreams() {
        assertAllEnd(name -> change(name, "password", OTHER_PASSWORD));
    }

    private void assertAllEnd(Function<String, Response> change) {
        var name = user("TASK_VIEWER");
        var session = connect(login(name, PASSWORD));
        var token = connectToken(token(name));
        var basic = connectBasic(name);
        var other = connectBasic("ada");
        assertThat(change.apply(name).statusCode()).isBetween(200, 204);
        assertEnded("SESSION", List.of(session, basic));
        assertEnded("TOKEN", List.of(token));
        assertOpen(List.of(other));
    }

    @Test
    void anOwnNewPasswordKeepsTheStreamsOfTokensAndOfItsSession() {
        var name = user("TASK_VIEWER");
        var own = login(name, PASSWORD);
        var open = List.of(connect(own), connectToken(token(name)));
        var ended = List.of(connect(login(name, PASSWORD)), connectBasic(name));
        own.write()
                .body(json("current", PASSWORD, "new", OTHER_PASSWORD))
                .put(ME + "/password")
                .then()
                .statusCode(204);
        assertEnded("SESSION", ended);
        assertOpen(open);
    }

    private static void assertEnded(String reason, List<EventClient> ended) {
        for (var client : ended) {
            client.awaitEnd();
            var bye = client.events().getLast();
            assertThat(bye.name()).isEqualTo("bye");
            assertThat(bye.id()).isEmpty();
            assertThat(bye.data().properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactlyInAnyOrder("reason", "retryMs");
            assertThat(bye.data().path("reason").asText()).isEqualTo(reason);
            assertThat(bye.data().path("retryMs").asLong()).isPositive();
        }
    }

    /** Their next event arrives. */
    private static void assertOpen(List<EventClient> open) {
        var before = open.stream().map(client -> client.events("attention").size()).toList();
        EventsOverHttpTest.nothing();
        for (var i = 0; i < open.size(); i++) {
            var client = open.get(i);
            var seen = before.get(i);
            await().until(() -> client.events("attention").size() > seen);
            assertThat(client.events("bye")).isEmpty();
        }
    }

    private EventClient connect(Login login) {
        return ready(
                EventClient.connectWithCookie(
                        daemon, cookieName() + "=" + login.cookie(), "attention"));
    }

    private EventClient connectToken(String secret) {
        return ready(EventClient.connect(daemon, "Bearer " + secret, "attention"));
    }

    private EventClient connectBasic(String name) {
        var credential = (name + ":" + PASSWORD).getBytes();
        return ready(
                EventClient.connect(
                        daemon,
                        "Basic " + Base64.getEncoder().encodeToString(credential),
                        "attention"));
    }

    private EventClient ready(EventClient client) {
        clients.add(client);
        return client.ready();
    }

    /** Id of the token with this secret. */
    private static String id(String secret) {
        return secret.split("_")[1];
    }
}
