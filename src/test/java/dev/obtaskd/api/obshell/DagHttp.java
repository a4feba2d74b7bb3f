package dev.obtaskd.api.obshell;

import dev.obtaskd.security.Account;
import dev.obtaskd.security.Accounts;
import dev.obtaskd.security.Passwords;
import dev.obtaskd.security.Role;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the task calls have in common; tasks are started with the accounts of {@code TaskPlay}. */
abstract class DagHttp extends WireHttp {

    private static final String TASK = "/api/v1/task";

    @Inject
    Accounts accounts;

    @BeforeEach
    void createAccounts() {
        if (accounts.find("mia").isEmpty()) {
            accounts.create(new Account("mia", Role.TASK_MANAGER, Passwords.hash("m".toCharArray())));
            accounts.create(new Account("vic", Role.TASK_VIEWER, Passwords.hash("v".toCharArray())));
        }
    }

    WireClient.Answer get(String path) {
        return client.get(TASK + path);
    }

    WireClient.Answer post(String path, String operator) {
        return client.post(TASK + path, "{\"operator\":\"" + operator + "\"}");
    }

    /** Something in an answer; null if it is not there. */
    static <T> T in(WireClient.Answer answer, String path) {
        return JsonPath.from(answer.text()).get(path);
    }
}
