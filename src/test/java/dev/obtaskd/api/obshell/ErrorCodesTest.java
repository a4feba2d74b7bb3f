package dev.obtaskd.api.obshell;

import static dev.obtaskd.api.obshell.mapping.ObshellErrorCode.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.v2.TaskDaemon;
import dev.obtaskd.api.v2.TaskScript;
import dev.obtaskd.security.SessionStore;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.AuditFilter;
import dev.obtaskd.store.StoreReader;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Provokes every error code over HTTP. Ends with a failed store, hence a daemon of its own. The
 * code for other users of the socket is also in {@link LocalSocketTest}.
 */
@QuarkusTest
@TestProfile(ErrorCodesTest.Own.class)
class ErrorCodesTest extends DagHttp {

    public static class Own extends TaskDaemon {}

    private static final String LIST = "/api/v1/task/dags/agent";
    private static final String LOGOUT = "/api/v1/logout";
    private static final byte[] CLEAR = "{\"session_id\":\"x\"}".getBytes(StandardCharsets.UTF_8);

    /**
     * Operators are executed one after the other, each on the current state: see {@link
     * DagOperationsOverHttpTest}. A request that takes too long is in RequestGuardOverHttpTest of
     * the other API.
     */
    private static final EnumSet<ObshellErrorCode> NEVER =
            EnumSet.of(NO_ROW_AFFECTED, REQUEST_TIMEOUT);

    @Inject SessionStore sessions;

    @Inject DataSource store;

    @Inject StoreReader reader;

    private final EnumSet<ObshellErrorCode> met = EnumSet.noneOf(ObshellErrorCode.class);

    @Test
    void everyErrorCodeIsReturned() throws Exception {
        paths();
        headers();
        bodies();
        operators();
        conflicts();
        sessions();
        tooManyTries();
        lostStore();
        assertThat(met).isEqualTo(EnumSet.complementOf(NEVER));
    }

    private void paths() {
        assertCode(COMMON_NOT_FOUND, client.call("DELETE", LIST).send());
        assertCode(OCEANBASE_NOT_HOLD, client.get("/api/v1/nope"));
        assertCode(COMMON_BIND_JSON_FAILED, get("/dags/agent?show_details=abc"));
        assertCode(GENERIC_ID_INVALID, get("/dag/nonsense"));
        assertCode(TASK_NOT_FOUND, get("/dag/1999"));
    }

    private void headers() {
        assertCode(REQUEST_HEADER_NOT_FOUND, client.plain("GET", LIST));
        assertCode(HEADER_DECRYPT_FAILED, client.call("GET", LIST).sealAs("garbage").send());
        assertCode(
                HEADER_URI_MISMATCH, client.call("GET", LIST).with("Uri", "/api/v1/info").send());
        assertCode(AUTH_EXPIRED, client.call("GET", LIST).with("Ts", "1").send());
        assertCode(AUTH_TIMESTAMP_INVALID, client.call("GET", LIST).with("Ts", "soon").send());
        assertCode(
                AUTH_INCORRECT_OCEANBASE_PASSWORD,
                client.call("GET", LIST).with("Auth", "").send());
        assertCode(
                AUTH_INCORRECT_AGENT_PASSWORD,
                client.call("GET", LIST).agent().with("Auth", "").send());
    }

    private void bodies() throws IOException {
        assertCode(
                REQUEST_BODY_KEYS_INVALID,
                client.call("POST", LOGOUT).without("Keys").rawBody(CLEAR).send());
        assertCode(COMMON_UNEXPECTED, client.call("POST", LOGOUT).rawBody(CLEAR).send());
        assertCode(
                REQUEST_BODY_LENGTH_INVALID,
                client.call("POST", LOGOUT)
                        .rawBody(Base64.getEncoder().encode(new byte[3]))
                        .send());
        assertCode(
                REQUEST_BODY_READ_FAILED,
                client.call("POST", LOGOUT).rawBody(new byte[1_100_000]).send());
        var local =
                SocketRequest.send(data.resolve("run/obtaskd.sock"), "POST", "/api/v1/login", "");
        assertThat(local).startsWith("HTTP/1.1 400").contains(REQUEST_AES_KEY_NOT_FOUND.errCode());
        met.add(REQUEST_AES_KEY_NOT_FOUND);
    }

    private void operators() {
        var fixed = TaskScript.start("play.fixed", Map.of("more", true));
        String first = in(get("/dag/" + fixed.id()), "data.nodes[0].id");
        String second = in(get("/dag/" + fixed.id()), "data.nodes[1].id");
        assertCode(DAG_OPERATOR_NOT_SUPPORT, post("/dag/" + fixed.id(), "JUMP"));
        assertCode(DAG_RETRY_NOT_FAILED, post("/dag/" + fixed.id(), "RETRY"));
        assertCode(DAG_ROLLBACK_NOT_FAILED, post("/dag/" + fixed.id(), "ROLLBACK"));
        assertCode(DAG_PASS_NOT_FAILED, post("/dag/" + fixed.id(), "PASS"));
        assertCode(DAG_CANCEL_NOT_ALLOWED, post("/dag/" + fixed.id(), "CANCEL"));
        assertCode(NODE_OPERATOR_NOT_SUPPORT, post("/node/" + first, "RETRY"));
        assertCode(NODE_PASS_NOT_FAILED_DAG, post("/node/" + first, "PASS"));
        fixed.signal("a", "no");
        fixed.awaitState("FAILED");
        assertCode(DAG_RETRY_NOT_ALLOWED, post("/dag/" + fixed.id(), "RETRY"));
        assertCode(DAG_ROLLBACK_NOT_ALLOWED, post("/dag/" + fixed.id(), "ROLLBACK"));
        assertCode(DAG_CANCEL_FINISHED, post("/dag/" + fixed.id(), "CANCEL"));
        assertCode(NODE_PASS_NOT_ALLOWED, post("/node/" + first, "PASS"));
        assertCode(NODE_PASS_NOT_FAILED_NODE, post("/node/" + second, "PASS"));
        fixed.end();
    }

    private void conflicts() {
        conflictingTask(AGENT_UNDER_MAINTENANCE, "play.host");
        conflictingTask(CLUSTER_UNDER_MAINTENANCE, "play.cluster");
        conflictingTask(TENANT_UNDER_MAINTENANCE, "play.release");
    }

    /** A task released its claim when it failed; another one holds it now. */
    private void conflictingTask(ObshellErrorCode code, String operation) {
        var older = TaskScript.failed(operation);
        var newer = TaskScript.start(operation);
        var refused = post("/dag/" + older.id(), "RETRY");
        assertCode(code, refused);
        assertThat(refused.text()).contains(newer.id(), "RUNNING");
        newer.end();
        assertCode(TASK_EXPIRED, post("/dag/" + older.id(), "RETRY"));
        older.end();
    }

    private void sessions() {
        assertCode(AUTH_SESSION_INVALID, client.call("GET", LIST).with("session_id", "x").send());
        var viewer =
                sessions.open(
                        QuarkusSecurityIdentity.builder()
                                .setPrincipal(new QuarkusPrincipal("vic"))
                                .addRole("TASK_VIEWER")
                                .build());
        assertAccepted(client.call("GET", LIST).with("session_id", viewer).send());
        assertCode(
                USER_PERMISSION_DENIED,
                client.call("POST", "/api/v1/task/dag/1999")
                        .with("session_id", viewer)
                        .body("{}")
                        .send());
        assertAudited("vic", "POST /api/v1/task/dag/1999", "auth.forbidden");
        QuarkusMock.installMockForType(
                Clock.offset(Clock.systemUTC(), Duration.ofHours(1)),
                Clock.class,
                Identifier.Literal.of("steady"));
        assertCode(
                AUTH_SESSION_EXPIRED, client.call("GET", LIST).with("session_id", viewer).send());
        QuarkusMock.installMockForType(
                Clock.systemUTC(), Clock.class, Identifier.Literal.of("steady"));
    }

    private void assertAudited(String actor, String action, String code) {
        var filter =
                new AuditFilter(
                        actor,
                        action,
                        AuditEntry.Result.REFUSED,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false);
        await().untilAsserted(
                        () ->
                                assertThat(reader.auditPage(filter, 10, null).items())
                                        .singleElement()
                                        .satisfies(
                                                entry -> {
                                                    assertThat(entry.role())
                                                            .isEqualTo("TASK_VIEWER");
                                                    assertThat(entry.code()).isEqualTo(code);
                                                    assertThat(entry.address())
                                                            .isEqualTo("127.0.0.1");
                                                }));
    }

    private void tooManyTries() {
        var answer = client.call("GET", LIST).with("Auth", "wrong").send();
        while (!AUTH_UNAUTHORIZED.errCode().equals(answer.errCode())) {
            assertCode(AUTH_INCORRECT_OCEANBASE_PASSWORD, answer);
            answer = client.call("GET", LIST).with("Auth", "wrong").send();
        }
        assertCode(AUTH_UNAUTHORIZED, answer);
        assertAccepted(client.get(LIST));
    }

    private void lostStore() throws Exception {
        try (var connection = store.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        }
        var file = data.resolve("db/obtaskd.mv.db");
        var whole = Files.move(file, data.resolve("whole"));
        Files.writeString(file, "broken".repeat(5_000));
        for (var path :
                new String[] {
                    "/dags/ob",
                    "/dag/ob/unfinish",
                    "/dag/maintain/ob",
                    "/dag/1999",
                    "/node/1999",
                    "/sub_task/1999/logs"
                }) {
            assertCode(OCEANBASE_NOT_HOLD, get(path));
        }
        assertCode(OCEANBASE_NOT_HOLD, post("/dag/1999", "RETRY"));
        for (var path : new String[] {"/dags/agent", "/dag/unfinish", "/dag/maintain/agent"}) {
            var refused = get(path);
            assertCode(COMMON_UNEXPECTED, refused);
            assertThat(DagHttp.<String>in(refused, "error.message"))
                    .isEqualTo("Unexpected error: the store is not available");
        }
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void assertCode(ObshellErrorCode code, ObshellClient.Answer answer) {
        assertRefused(answer, code.status(), code.errCode(), code.code());
        met.add(code);
    }
}
