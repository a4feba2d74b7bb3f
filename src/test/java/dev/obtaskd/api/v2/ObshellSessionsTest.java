package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.obshell.ObshellClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change of a user is effective at once for log-ins of obshell's clients too. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class ObshellSessionsTest extends AccountHttp {

    private static final String READ = "/api/v1/task/dags/agent";
    private static final String WRITE = "/api/v1/task/dag/x";

    @TestHTTPResource URI root;

    @ConfigProperty(name = "obtaskd.data-dir")
    Path data;

    @AfterEach
    void restoreAdministrator() {
        change("admin", "role", "ADMIN", "disabled", false).then().statusCode(200);
    }

    @Test
    void aRoleIsChangedInOpenSessions() throws IOException {
        var client = client();
        var session = session(client);
        change("admin", "role", "TASK_VIEWER").then().statusCode(200);
        assertThat(inSession(client, session, "GET", READ).status()).isEqualTo(200);
        assertThat(inSession(client, session, "POST", WRITE).errCode())
                .isEqualTo("Security.User.PermissionDenied");
        assertThat(client.call("POST", WRITE).send().errCode())
                .isEqualTo("Security.User.PermissionDenied");
    }

    @Test
    void aDisabledUserIsLoggedOut() throws IOException {
        var client = client();
        var session = session(client);
        assertThat(inSession(client, session, "GET", READ).status()).isEqualTo(200);
        change("admin", "disabled", true).then().statusCode(200);
        assertThat(client.get(READ).errCode())
                .isEqualTo("Security.Authentication.IncorrectOceanbasePassword");
        change("admin", "disabled", false).then().statusCode(200);
        assertThat(inSession(client, session, "GET", READ).errCode())
                .isEqualTo("Security.Authentication.SessionInvalid");
        assertThat(client.get(READ).status()).isEqualTo(200);
    }

    private ObshellClient client() throws IOException {
        var password = Files.readString(data.resolve("initial-admin-password")).strip();
        return new ObshellClient(root, password);
    }

    private static String session(ObshellClient client) {
        var login = client.call("POST", "/api/v1/login");
        return login.decrypt(login.send().data().textValue());
    }

    private static ObshellClient.Answer inSession(
            ObshellClient client, String session, String method, String target) {
        return client.call(method, target).without("Auth").with("session_id", session).send();
    }
}
