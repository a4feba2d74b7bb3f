package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Sessions as pages use them. */
@QuarkusTest
class SessionsOverHttpTest extends ObshellHttp {

    private static final String LOOK = "/api/v1/guarded/look";

    @Test
    void authenticatesBySessionAfterLogin() {
        var session = login();
        assertThat(session).matches("[0-9a-f]{64}");
        assertAccepted(bySession(session, "GET", LOOK).send());
        assertAccepted(bySession(session, "GET", "/api/v1/ob/info").send());
        assertAccepted(bySession(session, "POST", "/api/v1/guarded/session").body("{}").send());
    }

    @Test
    void endsAtLogout() {
        var session = login();
        var answer =
                bySession(session, "POST", "/api/v1/logout")
                        .body("{\"session_id\":\"" + session + "\"}")
                        .send();
        assertAccepted(answer);
        assertThat(answer.json().has("data")).isFalse();
        assertRefused(
                bySession(session, "GET", LOOK).send(),
                401,
                "Security.Authentication.SessionInvalid",
                10008);
    }

    @Test
    void closesOnlyItsOwnSessionUnlessThePasswordIsSent() {
        var mine = login();
        var other = login();
        assertAccepted(
                bySession(mine, "POST", "/api/v1/logout")
                        .body("{\"session_id\":\"" + other + "\"}")
                        .send());
        assertAccepted(bySession(other, "GET", LOOK).send());
        assertThat(bySession(mine, "GET", LOOK).send().status()).isEqualTo(401);
        assertAccepted(client.post("/api/v1/logout", "{\"session_id\":\"" + other + "\"}"));
        assertThat(bySession(other, "GET", LOOK).send().status()).isEqualTo(401);
    }

    @Test
    void requiresATimestampAndAnExistingSession() {
        var session = login();
        assertRefused(
                bySession(session, "GET", LOOK).with("Ts", "1").send(),
                401,
                "Security.Authentication.Expired",
                10008);
        assertRefused(
                bySession("0".repeat(64), "GET", LOOK).send(),
                401,
                "Security.Authentication.SessionInvalid",
                10008);
        assertThat(client.call("GET", LOOK).with("session_id", "x").send().status()).isEqualTo(401);
    }

    @Test
    void refusesLoginBySession() {
        assertRefused(
                bySession(login(), "POST", "/api/v1/login").send(),
                401,
                "Security.Authentication.IncorrectOceanbasePassword",
                10008);
    }

    @Test
    void requiresKeysForLoginAndAnIdForLogout() {
        assertRefused(
                client.call("POST", "/api/v1/login").without("Keys").send(),
                500,
                "Request.Body.Decrypt.AES.KeyAndIv.Invalid",
                0);
        for (var body :
                new String[] {
                    "{}", "[]", "{\"session_id\":", "{\"session_id\":5}", "{\"session_id\":\"\"}"
                }) {
            assertRefused(client.post("/api/v1/logout", body), 400, "Common.BindJsonFailed", 0);
        }
        assertRefused(
                client.call("POST", "/api/v1/logout").send(), 400, "Common.BindJsonFailed", 0);
    }

    private String login() {
        var call = client.call("POST", "/api/v1/login").chunks(ObshellClient.PAGE);
        var answer = call.send();
        assertAccepted(answer);
        return call.decrypt(answer.data().textValue());
    }

    private ObshellClient.Call bySession(String session, String method, String target) {
        return client.call(method, target).without("Auth").with("session_id", session);
    }
}
