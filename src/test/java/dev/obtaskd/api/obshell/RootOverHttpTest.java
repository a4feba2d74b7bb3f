package dev.obtaskd.api.obshell;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.obshell.auth.AuthHeaderKind;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.security.CredentialCache;
import dev.obtaskd.security.InMemoryRootPassword;
import dev.obtaskd.security.LoginThrottle;
import dev.obtaskd.security.RootPasswordCheck;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Authentication as root@sys. */
@QuarkusTest
@TestProfile(RootOverHttpTest.WithOceanBase.class)
class RootOverHttpTest extends ObshellHttp {

    public static class WithOceanBase implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(InMemoryRootPassword.class);
        }
    }

    private static final String LOOK = "/api/v1/guarded/look";
    private static final String ROOT = "root's";

    @Inject InMemoryRootPassword oceanBase;

    @Inject CredentialCache verified;

    @Inject LoginThrottle throttle;

    @BeforeEach
    void begin() {
        forget();
        oceanBase.is(ROOT);
        oceanBase.asked().clear();
    }

    @Test
    void acceptsRootInOneHeaderAndChecksOnce() {
        assertAccepted(byRoot("GET", LOOK).send());
        assertAccepted(byRoot("GET", LOOK).send());
        assertThat(oceanBase.asked()).containsExactly(ROOT);
    }

    @Test
    void acceptsOnlyAdminInTheOtherHeader() {
        assertRefused(
                byRoot("GET", LOOK).agent().send(),
                401,
                "Security.Authentication.IncorrectAgentPassword",
                10008);
        assertAccepted(client.call("GET", LOOK).agent().send());
        assertThat(oceanBase.asked()).isEmpty();
    }

    @Test
    void doesNotSendThePasswordOfAdminToOceanBase() {
        assertAccepted(client.get(LOOK));
        assertThat(oceanBase.asked()).isEmpty();
    }

    @Test
    void opensSessionsForRoot() {
        var login = byRoot("POST", "/api/v1/login");
        var session = login.decrypt(login.send().data().textValue());
        assertAccepted(client.call("GET", LOOK).without("Auth").with("session_id", session).send());
    }

    @Test
    void refusesAnyOtherPassword() {
        assertRefused(
                client.call("GET", LOOK).with("Auth", "wrong").send(),
                401,
                "Security.Authentication.IncorrectOceanbasePassword",
                10008);
        assertThat(oceanBase.asked()).containsExactly("wrong");
    }

    @Test
    void refusesAnEmptyPasswordEvenIfItIsCorrect() {
        oceanBase.is("");
        for (var call : List.of(client.call("GET", LOOK), client.call("POST", "/api/v1/login"))) {
            assertRefused(
                    call.with("Auth", "").send(),
                    401,
                    "Security.Authentication.IncorrectOceanbasePassword",
                    10008);
            assertRefused(
                    call.with("Auth", null).send(),
                    401,
                    "Security.Authentication.IncorrectOceanbasePassword",
                    10008);
        }
        assertThat(oceanBase.asked()).isEmpty();
    }

    @Test
    void acceptsAdminWhileOceanBaseIsDown() {
        assertAccepted(byRoot("GET", LOOK).send());
        oceanBase.disconnect();
        assertAccepted(byRoot("GET", LOOK).send());
        forget();
        assertRefused(
                byRoot("GET", LOOK).send(),
                401,
                "Security.Authentication.IncorrectOceanbasePassword",
                10008);
        assertAccepted(client.get(LOOK));
    }

    @Test
    void localGuessesDoNotLockOutTheRightPassword() {
        var answer = client.call("GET", LOOK).with("Auth", "guess").send();
        while (!answer.errCode().equals(ObshellErrorCode.AUTH_UNAUTHORIZED.errCode())) {
            answer = client.call("GET", LOOK).with("Auth", "guess").send();
        }
        assertAccepted(byRoot("GET", LOOK).send());
    }

    @Test
    void acceptsRootByNameInApiV2() {
        given().auth()
                .preemptive()
                .basic(RootPasswordCheck.NAME, ROOT)
                .get("/api/v2/tasks")
                .then()
                .statusCode(200);
        oceanBase.is("");
        given().auth()
                .preemptive()
                .basic(RootPasswordCheck.NAME, "")
                .get("/api/v2/tasks")
                .then()
                .statusCode(401);
    }

    private ObshellClient.Call byRoot(String method, String target) {
        return client.call(method, target).with("Auth", ROOT);
    }

    private void forget() {
        for (var name : AuthHeaderKind.OCEANBASE.accounts()) {
            verified.forget(name);
            throttle.succeeded("127.0.0.1", name);
        }
    }
}
