package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.account.ChangeAudit;
import dev.obtaskd.security.AccountStore;
import dev.obtaskd.security.PasswordHasher;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.security.session.ApiTokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Failed logins are counted per address and name, and per address. Clients of other hosts are
 * simulated with a trusted proxy, clients of this host with addresses of the loopback network.
 */
@QuarkusTest
@TestProfile(GuardedDaemon.class)
@Timeout(120)
class ThrottleOverHttpTest {

    private static final int TRIES = 20;
    private static final int TRIES_OF_ADDRESS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/api/v2/tasks")
    URI tasksUri;

    @Inject AccountStore accounts;

    @Inject ApiTokens tokens;

    @Test
    void failedLoginsBlockTheirAddressAndNameOnly() throws Exception {
        create("ann", "bob");
        guess("192.0.2.1", "ann", TRIES);
        assertThrottled(remote("192.0.2.1", "ann", "wrong"));
        assertThrottled(remote("192.0.2.1", "ann", "right of ann"));
        // The same name from another address, and another name from the same address.
        assertThat(remote("192.0.2.2", "ann", "right of ann").statusCode()).isEqualTo(200);
        assertThat(remote("192.0.2.1", "bob", "wrong").statusCode()).isEqualTo(401);
        assertThat(remote("192.0.2.1", "bob", "right of bob").statusCode()).isEqualTo(200);
    }

    @Test
    void failedLoginsWithManyNamesBlockTheirAddressOnly() throws Exception {
        create("cid", "dan");
        for (var i = 0; i < TRIES_OF_ADDRESS / TRIES; i++) {
            guess("192.0.2.3", "nameless" + i, TRIES);
        }
        assertThrottled(remote("192.0.2.3", "another", "wrong"));
        assertThrottled(remote("192.0.2.3", "cid", "right of cid"));
        assertThat(remote("192.0.2.4", "cid", "right of cid").statusCode()).isEqualTo(200);
        assertThat(local("127.0.0.4", "dan", "right of dan").statusCode()).isEqualTo(200);
    }

    @Test
    void failedLoginsOnThisHostNeverBlockTheCorrectPassword() throws Exception {
        create("eve", "fay");
        for (var i = 0; i < TRIES; i++) {
            assertThat(local("127.0.0.2", "eve", "wrong" + i).statusCode()).isEqualTo(401);
        }
        assertThrottled(local("127.0.0.2", "eve", "wrong"));
        assertThat(local("127.0.0.3", "eve", "wrong").statusCode()).isEqualTo(401);
        assertThat(local("127.0.0.2", "fay", "wrong").statusCode()).isEqualTo(401);
        assertThat(remote("192.0.2.5", "eve", "wrong").statusCode()).isEqualTo(401);
        assertThat(local("127.0.0.2", "eve", "right of eve").statusCode()).isEqualTo(200);
        assertThat(local("127.0.0.2", "fay", "right of fay").statusCode()).isEqualTo(200);
    }

    @Test
    void loginsOfThePageAreThrottledInTheSameWay() throws Exception {
        create("gus");
        for (var i = 0; i < TRIES; i++) {
            var answer = login("192.0.2.6", "gus", "wrong" + i);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
            assertThat(problem(answer).path("code").asText()).isEqualTo("auth.failed");
        }
        assertThrottled(login("192.0.2.6", "gus", "right of gus"));
        assertThrottled(remote("192.0.2.6", "gus", "right of gus"));
        assertThat(login("192.0.2.7", "gus", "right of gus").statusCode()).isEqualTo(201);
    }

    @Test
    void guessedTokensBlockTheirAddressButNoValidToken() throws Exception {
        create("hal");
        for (var i = 0; i < TRIES; i++) {
            assertThat(withToken("192.0.2.8", "obt_000000000000_" + "A".repeat(43)).statusCode())
                    .isEqualTo(401);
        }
        assertThrottled(withToken("192.0.2.8", "obt_000000000000_" + "A".repeat(43)));
        var created = tokens.generate("hal", "test", UserRole.TASK_VIEWER, Duration.ofDays(1));
        tokens.add(created, ChangeAudit.NONE);
        assertThat(withToken("192.0.2.8", created.secret()).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownUserTakesAsLongAsAWrongPassword() throws Exception {
        create("ida");
        var known = new ArrayList<Long>();
        var unknown = new ArrayList<Long>();
        for (var i = 0; i < 9; i++) {
            known.add(nanos("ida", "wrong" + i));
            unknown.add(nanos("no-ida", "wrong" + i));
        }
        Collections.sort(known);
        Collections.sort(unknown);
        // Without a hash the unknown user would take a hundredth.
        assertThat((double) unknown.get(4) / known.get(4)).isBetween(0.3, 3.0);
    }

    private long nanos(String name, String password) throws Exception {
        var start = System.nanoTime();
        assertThat(login("192.0.2.9", name, password).statusCode()).isEqualTo(401);
        return System.nanoTime() - start;
    }

    private HttpResponse<String> withToken(String address, String secret) throws Exception {
        return send(
                "127.0.0.1",
                HttpRequest.newBuilder(root("/api/v2/tasks"))
                        .header("Authorization", "Bearer " + secret)
                        .header("X-Forwarded-For", address));
    }

    private HttpResponse<String> login(String address, String name, String password)
            throws Exception {
        return send(
                "127.0.0.1",
                HttpRequest.newBuilder(root("/api/v2/session"))
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", address)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        TaskScript.json("name", name, "password", password))));
    }

    private URI root(String path) {
        return URI.create("http://127.0.0.1:" + tasksUri.getPort() + path);
    }

    private void guess(String address, String name, int times) throws Exception {
        for (var i = 0; i < times; i++) {
            var answer = remote(address, name, "wrong" + i);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
            assertThat(problem(answer).path("code").asText()).isEqualTo("auth.required");
        }
    }

    private static void assertThrottled(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
        assertThat(problem(answer).path("code").asText()).isEqualTo("auth.throttled");
        var seconds = answer.headers().firstValueAsLong("Retry-After").orElseThrow();
        assertThat(seconds).isBetween(1L, 60L);
        assertThat(problem(answer).path("detail").asText()).contains(seconds + " seconds");
    }

    private static JsonNode problem(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private void create(String... names) {
        List.of(names)
                .forEach(
                        name ->
                                accounts.create(
                                        new UserAccount(
                                                name,
                                                UserRole.TASK_VIEWER,
                                                PasswordHasher.hash(
                                                        ("right of " + name).toCharArray()))));
    }

    private HttpResponse<String> remote(String address, String name, String password)
            throws Exception {
        return send("127.0.0.1", request(name, password).header("X-Forwarded-For", address));
    }

    private HttpResponse<String> local(String address, String name, String password)
            throws Exception {
        return send(address, request(name, password));
    }

    private HttpRequest.Builder request(String name, String password) {
        var both =
                Base64.getEncoder()
                        .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + tasksUri.getPort() + tasksUri.getPath()))
                .header("Authorization", "Basic " + both);
    }

    private static HttpResponse<String> send(String from, HttpRequest.Builder request)
            throws Exception {
        try (var client =
                HttpClient.newBuilder().localAddress(InetAddress.getByName(from)).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
