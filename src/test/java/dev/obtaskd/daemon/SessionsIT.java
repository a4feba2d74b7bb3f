package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions, tokens and users survive a restart; what has ended does not come back. */
class SessionsIT {

    private static final String NEW_PASSWORD = "correct horse battery";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir Path directory;

    @Test
    void surviveAKillOfTheDaemon() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        var data = directory.resolve("data");
        var daemon = new DaemonProcess(data, operations).start();
        var password = Files.readString(data.resolve("initial-admin-password")).strip();
        var kept = login(daemon, password);
        var ended = login(daemon, password);
        var token =
                daemon.post("/api/v2/tokens", "{\"name\": \"it\"}").body().get("secret").asText();
        var csrf = new ObjectMapper().readTree(ended.body()).get("csrfToken").asText();
        assertThat(
                        send(
                                        daemon,
                                        "/api/v2/session",
                                        "DELETE",
                                        "",
                                        "Cookie",
                                        cookie(ended),
                                        "X-CSRF-Token",
                                        csrf)
                                .statusCode())
                .isEqualTo(204);
        daemon.kill();

        daemon.start();
        assertThat(me(daemon, "Cookie", cookie(kept))).isEqualTo(200);
        assertThat(me(daemon, "Cookie", cookie(ended))).isEqualTo(401);
        assertThat(me(daemon, "Authorization", "Bearer " + token)).isEqualTo(200);
        var body = "{\"current\": \"" + password + "\", \"new\": \"" + NEW_PASSWORD + "\"}";
        assertThat(
                        send(
                                        daemon,
                                        "/api/v2/me/password",
                                        "PUT",
                                        body,
                                        "Authorization",
                                        daemon.authorization())
                                .statusCode())
                .isEqualTo(204);
        assertThat(data.resolve("initial-admin-password")).doesNotExist();
        assertThat(me(daemon, "Cookie", cookie(kept))).isEqualTo(401);
        assertThat(login(daemon, NEW_PASSWORD).statusCode()).isEqualTo(201);
        daemon.stop();
        // Nothing of a session or token is stored as it was sent.
        assertThat(Files.readAllBytes(data.resolve("db/obtaskd.mv.db")))
                .asString(StandardCharsets.ISO_8859_1)
                .doesNotContain(cookie(kept).split("=")[1], token);
    }

    private HttpResponse<String> login(DaemonProcess daemon, String password) throws Exception {
        return send(
                daemon,
                "/api/v2/session",
                "POST",
                "{\"name\": \"admin\", \"password\": \"" + password + "\"}",
                "X-Requested-With",
                "test");
    }

    private static String cookie(HttpResponse<String> login) {
        return login.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private int me(DaemonProcess daemon, String header, String value) throws Exception {
        return send(daemon, "/api/v2/me", "GET", "", header, value).statusCode();
    }

    private HttpResponse<String> send(
            DaemonProcess daemon, String path, String method, String body, String... headers)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + path))
                        .headers(headers);
        if (body.isEmpty()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
