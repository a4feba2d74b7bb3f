package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.account.AccountRepository;
import dev.obtaskd.account.ChangeAudit;
import dev.obtaskd.security.PasswordHashes;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.UserRole;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Users whose password an earlier version has hashed. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class OldPasswordHashTest extends AccountHttp {

    private static final String OLD = PasswordHashes.pbkdf2(PASSWORD);

    @Inject AccountRepository repository;

    @Test
    void logsInAndGetsANewHash() {
        accounts.create(new UserAccount("olga", UserRole.TASK_MANAGER, OLD));
        var changedAt = repository.current().user("olga").orElseThrow().changedAt();
        assertProblem(tryLogin("olga", OTHER_PASSWORD), 401, "auth.failed");
        assertThat(hash("olga")).isEqualTo(OLD);
        var login = login("olga", PASSWORD);
        var renewed = hash("olga");
        assertThat(renewed).startsWith("$argon2id$");
        assertThat(repository.current().user("olga").orElseThrow().changedAt())
                .isEqualTo(changedAt);
        login.read().get(ME).then().statusCode(200);
        login("olga", PASSWORD).read().get(ME).then().statusCode(200);
        basic("olga", PASSWORD).get(ME).then().statusCode(200);
        assertProblem(tryLogin("olga", OTHER_PASSWORD), 401, "auth.failed");
        assertThat(hash("olga")).isEqualTo(renewed);
        change("olga", "password", OTHER_PASSWORD).then().statusCode(200);
        assertProblem(tryLogin("olga", PASSWORD), 401, "auth.failed");
        login("olga", OTHER_PASSWORD);
    }

    @Test
    void keepsSessionsAndTokens() {
        var name = user("TASK_MANAGER");
        var login = login(name, PASSWORD);
        var secret = token(name);
        repository.change(
                all -> all.with(all.user(name).orElseThrow().withRenewedHash(OLD)),
                ChangeAudit.NONE);
        basic(name, PASSWORD).get(ME).then().statusCode(200);
        assertThat(hash(name)).startsWith("$argon2id$");
        login.read().get(ME).then().statusCode(200);
        bearer(secret).get(ME).then().statusCode(200);
    }

    @Test
    void changesItsOwnPasswordAtOnce() {
        accounts.create(new UserAccount("otto", UserRole.TASK_VIEWER, OLD));
        basic("otto", PASSWORD)
                .body(TaskScript.json("current", PASSWORD, "new", OTHER_PASSWORD))
                .put(ME + "/password")
                .then()
                .statusCode(204);
        login("otto", OTHER_PASSWORD);
    }

    private String hash(String name) {
        return repository.current().user(name).orElseThrow().passwordHash();
    }
}
