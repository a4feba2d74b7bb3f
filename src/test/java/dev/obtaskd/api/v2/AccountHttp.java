package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.security.PasswordHasher;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.UserRole;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;

/** Base of tests of users, sessions and tokens over HTTP. */
abstract class AccountHttp extends TaskHttp {

    static final String ME = "/api/v2/me";
    static final String SESSION = "/api/v2/session";
    static final String USERS = "/api/v2/users";
    static final String TOKENS = "/api/v2/tokens";
    static final String PASSWORD = "correct horse battery";
    static final String OTHER_PASSWORD = "staple horse correct";

    private static final String ADMIN_HASH = PasswordHasher.hash(PASSWORD.toCharArray());
    private static final AtomicInteger COUNT = new AtomicInteger();

    @BeforeEach
    void createAdministrator() {
        if (accounts.find("ada").isEmpty()) {
            accounts.create(new UserAccount("ada", UserRole.ADMIN, ADMIN_HASH));
        }
    }

    /** The cookie and the token of a session. */
    record Login(String cookie, String csrfToken) {

        /** A request with both. */
        RequestSpecification write() {
            return read().header("X-CSRF-Token", csrfToken).contentType(ContentType.JSON);
        }

        /** A request with the cookie only. */
        RequestSpecification read() {
            return given().header("Cookie", cookieName() + "=" + cookie);
        }
    }

    /** Name of the cookie of the daemon under test. */
    static String cookieName() {
        return "obtaskd-" + RestAssured.port;
    }

    static RequestSpecification admin() {
        return basic("ada", PASSWORD);
    }

    static RequestSpecification basic(String name, String password) {
        return given().auth().preemptive().basic(name, password).contentType(ContentType.JSON);
    }

    static RequestSpecification bearer(String secret) {
        return given().header("Authorization", "Bearer " + secret).contentType(ContentType.JSON);
    }

    static Response tryLogin(String name, String password) {
        return given().contentType(ContentType.JSON)
                .body(json("name", name, "password", password))
                .post(SESSION);
    }

    static Login login(String name, String password) {
        var answer = tryLogin(name, password);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return new Login(answer.cookie(cookieName()), answer.path("csrfToken"));
    }

    /** A new user with {@link #PASSWORD}; returns its name. */
    static String user(String role) {
        var name = "user" + COUNT.incrementAndGet();
        admin().body(json("name", name, "role", role, "password", PASSWORD))
                .post(USERS)
                .then()
                .statusCode(201);
        return name;
    }

    static Response change(String name, Object... keysAndValues) {
        return admin().body(json(keysAndValues)).patch(USERS + "/" + name);
    }

    /** The secret of a new token of a user. */
    static String token(String owner, Object... more) {
        var body = new Object[more.length + 2];
        body[0] = "name";
        body[1] = "test";
        System.arraycopy(more, 0, body, 2, more.length);
        return basic(owner, PASSWORD)
                .body(json(body))
                .post(TOKENS)
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }
}
