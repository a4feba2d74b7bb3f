package dev.obtaskd.api.obshell;

import dev.obtaskd.api.v2.TaskPlay;
import dev.obtaskd.security.Account;
import dev.obtaskd.security.Accounts;
import dev.obtaskd.security.Passwords;
import dev.obtaskd.security.Role;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the task calls over HTTP have in common. */
abstract class DagHttp {

    static final String TASK = "/api/v1/task";

    @Inject
    Accounts accounts;

    @BeforeEach
    void createAccounts() {
        if (accounts.find("mia").isEmpty()) {
            accounts.create(new Account("mia", Role.TASK_MANAGER, Passwords.hash("m".toCharArray())));
            accounts.create(new Account("vic", Role.TASK_VIEWER, Passwords.hash("v".toCharArray())));
        }
    }

    static Response get(String path) {
        return TaskPlay.viewer().get(TASK + path);
    }

    static Response post(String path, String operator) {
        return TaskPlay.manager().body("{\"operator\":\"" + operator + "\"}").post(TASK + path);
    }
}
