package dev.obtaskd.api.v2;

import dev.obtaskd.security.AccountStore;
import dev.obtaskd.security.PasswordHasher;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.UserRole;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;

/** Base of tests of tasks over HTTP: one daemon, two accounts. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
public abstract class TaskHttp {

    @Inject AccountStore accounts;

    @BeforeEach
    void createAccounts() {
        if (accounts.find("mia").isEmpty()) {
            accounts.create(
                    new UserAccount(
                            "mia", UserRole.TASK_MANAGER, PasswordHasher.hash("m".toCharArray())));
            accounts.create(
                    new UserAccount(
                            "vic", UserRole.TASK_VIEWER, PasswordHasher.hash("v".toCharArray())));
        }
    }

    static void assertProblem(Response answer, int status, String code) {
        Assertions.assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        Assertions.assertThat(answer.contentType()).startsWith("application/problem+json");
        Assertions.assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        Assertions.assertThat(answer.asString()).doesNotContain("Exception");
    }

    static void assertKeys(Map<?, ?> object, String keys) {
        Assertions.assertThat(object.keySet())
                .isEqualTo(Set.<Object>of((Object[]) keys.split(" ")));
    }
}
