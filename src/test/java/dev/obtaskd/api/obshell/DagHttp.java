package dev.obtaskd.api.obshell;

import dev.obtaskd.security.AccountStore;
import dev.obtaskd.security.PasswordHasher;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.UserRole;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/**
 * Base class of tests of the task calls; tasks are started with the accounts of {@code TaskScript}.
 */
abstract class DagHttp extends ObshellHttp {

    private static final String TASK = "/api/v1/task";

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

    ObshellClient.Answer get(String path) {
        return client.get(TASK + path);
    }

    ObshellClient.Answer post(String path, String operator) {
        return client.post(TASK + path, "{\"operator\":\"" + operator + "\"}");
    }

    /** Value at a path in a response; null if it does not exist. */
    static <T> T in(ObshellClient.Answer answer, String path) {
        return JsonPath.from(answer.text()).get(path);
    }
}
