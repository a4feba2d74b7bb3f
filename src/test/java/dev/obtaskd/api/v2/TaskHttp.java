package dev.obtaskd.api.v2;

import dev.obtaskd.security.Account;
import dev.obtaskd.security.Accounts;
import dev.obtaskd.security.Passwords;
import dev.obtaskd.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;

/** What tests of tasks over HTTP have in common: one daemon, two accounts. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
abstract class TaskHttp {

    @Inject
    Accounts accounts;

    @BeforeEach
    void createAccounts() {
        if (accounts.find("mia").isEmpty()) {
            accounts.create(new Account("mia", Role.TASK_MANAGER, Passwords.hash("m".toCharArray())));
            accounts.create(new Account("vic", Role.TASK_VIEWER, Passwords.hash("v".toCharArray())));
        }
    }

    static void assertProblem(Response answer, int status, String code) {
        Assertions.assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        Assertions.assertThat(answer.contentType()).startsWith("application/problem+json");
        Assertions.assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        Assertions.assertThat(answer.asString()).doesNotContain("Exception");
    }

    static void assertKeys(Map<?, ?> object, String keys) {
        Assertions.assertThat(object.keySet()).isEqualTo(Set.<Object>of((Object[]) keys.split(" ")));
    }
}
