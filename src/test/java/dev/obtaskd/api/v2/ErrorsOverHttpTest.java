package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.http.StrictJsonTest;
import dev.obtaskd.security.AccountStore;
import dev.obtaskd.security.PasswordHasher;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.UserRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Error responses over a plain socket, so that no client library corrects the requests. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class ErrorsOverHttpTest {

    /** Fails in ways in which real resources do not. */
    @Path("/api/v2/probe")
    public static class Probe {
        @GET
        @Produces("application/json")
        @RolesAllowed("TASK_VIEWER")
        public String get() {
            return "{}";
        }

        @POST
        @Consumes("application/json")
        @RolesAllowed("TASK_MANAGER")
        public String act(InputStream body) throws IOException {
            return StrictJson.required(StrictJson.bytes(body), StrictJsonTest.Sent.class)
                    .operation();
        }

        @GET
        @Path("broken")
        @RolesAllowed("TASK_VIEWER")
        public String broken() {
            throw new IllegalStateException("secret inside");
        }
    }

    record Answer(int status, String headers, String body) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(body);
        }
    }

    @TestHTTPResource URI root;

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

    @Test
    void requiresAuthentication() throws IOException {
        var answer = send("GET /api/v2/probe HTTP/1.1", "", "");
        assertProblem(answer, 401, "auth.required");
        assertThat(answer.headers())
                .containsIgnoringCase("WWW-Authenticate: Basic realm=\"obtaskd\"");
    }

    @Test
    void refusesAWrongPasswordWithAProblem() throws IOException {
        assertProblem(
                send("GET /api/v2/probe HTTP/1.1", authorization("mia", "x"), ""),
                401,
                "auth.required");
        assertProblem(
                send("GET /api/v2/probe HTTP/1.1", "Authorization: Basic ***\r\n", ""),
                401,
                "auth.required");
    }

    @Test
    void rolesDecideOnAccess() throws IOException {
        assertThat(send("GET /api/v2/probe HTTP/1.1", authorization("mia", "m"), "").status())
                .isEqualTo(200);
        assertProblem(
                send("POST /api/v2/probe HTTP/1.1", authorization("vic", "v") + json(2), "{}"),
                403,
                "auth.forbidden");
    }

    @Test
    void onlyHealthAndThePageAreOpenWithoutLogin() throws IOException {
        for (var check : new String[] {"live", "ready", "started"}) {
            assertThat(send("GET /q/health/" + check + " HTTP/1.1", "", "").status())
                    .isEqualTo(200);
        }
        assertThat(send("GET /q/metrics HTTP/1.1", "", "").status()).isEqualTo(401);
        assertThat(send("GET /q/openapi HTTP/1.1", "", "").status()).isEqualTo(401);
        assertThat(send("GET /q/metrics HTTP/1.1", authorization("mia", "m"), "").body())
                .contains("jvm_");
        assertThat(send("GET /q/openapi HTTP/1.1", authorization("mia", "m"), "").body())
                .contains("openapi: 3.1");
    }

    @Test
    void refusesUnknownPathsAndMethods() throws IOException {
        assertProblem(viewed("GET /api/v2/nothing HTTP/1.1"), 404, "path.unknown");
        assertProblem(viewed("POST / HTTP/1.1"), 404, "path.unknown");
        assertProblem(viewed("DELETE /nothing HTTP/1.1"), 404, "path.unknown");
        assertProblem(viewed("GET /api HTTP/1.1"), 404, "path.unknown");
        assertProblem(viewed("GET /api/v22 HTTP/1.1"), 404, "path.unknown");
        assertProblem(viewed("DELETE /api/v2/probe HTTP/1.1"), 405, "method.unsupported");
    }

    @Test
    void otherReadsBelongToThePage() throws IOException {
        for (var path : new String[] {"/", "/nothing", "/tasks/21", "/index.html"}) {
            for (var login : new String[] {"", authorization("mia", "m")}) {
                var answer = send("GET " + path + " HTTP/1.1", login, "");
                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(answer.headers())
                        .as(path)
                        .containsIgnoringCase("Content-Type: text/html")
                        .containsIgnoringCase("X-Content-Type-Options: nosniff")
                        .containsIgnoringCase("Content-Security-Policy: default-src 'none'");
            }
        }
        assertThat(viewed("HEAD / HTTP/1.1").status()).isEqualTo(200);
        assertProblem(send("POST / HTTP/1.1", "", ""), 401, "auth.required");
    }

    @Test
    void refusesUnsupportedMediaTypes() throws IOException {
        var xml = "Content-Type: application/xml\r\nContent-Length: 2\r\n";
        assertProblem(
                send("POST /api/v2/probe HTTP/1.1", authorization("mia", "m") + xml, "{}"),
                415,
                "media.unsupported");
        var accept = authorization("mia", "m") + "Accept: image/png\r\n";
        assertProblem(send("GET /api/v2/probe HTTP/1.1", accept, ""), 406, "media.unacceptable");
    }

    @Test
    void refusesInvalidAndTooLargeBodies() throws IOException {
        assertProblem(
                send("POST /api/v2/probe HTTP/1.1", authorization("mia", "m") + json(0), ""),
                400,
                "request.malformed");
        var little = " ".repeat(1_048_577);
        assertProblem(
                send(
                        "POST /api/v2/probe HTTP/1.1",
                        authorization("mia", "m") + json(little.length()),
                        little),
                413,
                "body.too-large");
        assertProblem(
                send(
                        "POST /api/v2/probe HTTP/1.1",
                        authorization("mia", "m") + json(50_000_000),
                        ""),
                413,
                "body.too-large");
    }

    @Test
    void limitsAChunkedBody() throws IOException {
        var headers =
                authorization("mia", "m")
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
        var chunks = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").repeat(20) + "0\r\n\r\n";
        assertProblem(send("POST /api/v2/probe HTTP/1.1", headers, chunks), 413, "body.too-large");
    }

    @Test
    void refusesLinesAndHeadersThatAreTooLong() throws IOException {
        assertProblem(
                viewed("GET /api/v2/probe?" + "x".repeat(9_000) + " HTTP/1.1"),
                414,
                "request.malformed");
        var headers = authorization("mia", "m") + "X-Long: " + "x".repeat(20_000) + "\r\n";
        assertProblem(send("GET /api/v2/probe HTTP/1.1", headers, ""), 431, "request.malformed");
    }

    @Test
    void refusesAPathThatCannotBeDecoded() throws IOException {
        for (var path :
                new String[] {
                    "/api/v2/%zz",
                    "/%zz",
                    "/%",
                    "/api/v2/probe%0",
                    "/api/v2/operations/%ff",
                    "/%00",
                    "/api/v2/probe?a=%zz",
                    "/a|b",
                    "/q/%zz"
                }) {
            assertProblem(viewed("GET " + path + " HTTP/1.1"), 400, "request.malformed");
            assertProblem(send("GET " + path + " HTTP/1.1", "", ""), 400, "request.malformed");
        }
    }

    @Test
    void internalErrorsShowNoDetails() throws IOException {
        var answer = viewed("GET /api/v2/probe/broken HTTP/1.1");
        assertProblem(answer, 500, "internal");
        assertThat(answer.body()).doesNotContain("Exception", "secret", "dev.obtaskd");
    }

    @Test
    void usesTheLanguageOfTheCaller() throws IOException {
        var answer =
                send(
                        "GET /api/v2/nothing HTTP/1.1",
                        authorization("mia", "m") + "Accept-Language: zh-CN\r\n",
                        "");
        assertThat(answer.json().get("title").textValue()).isEqualTo("路径不存在");
    }

    private static void assertProblem(Answer answer, int status, String code) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers()).containsIgnoringCase("Content-Type: application/problem+json");
        var problem = answer.json();
        assertThat(problem.get("code").textValue()).isEqualTo(code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("type").textValue()).isEqualTo("urn:obtaskd:problem:" + code);
        assertThat(problem.get("detail").textValue()).isNotBlank();
        assertThat(problem.has("instance")).isTrue();
    }

    private Answer viewed(String line) throws IOException {
        return send(line, authorization("mia", "m"), "");
    }

    private static String authorization(String name, String password) {
        var both =
                Base64.getEncoder()
                        .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return "Authorization: Basic " + both + "\r\n";
    }

    private static String json(int length) {
        return "Content-Type: application/json\r\nContent-Length: " + length + "\r\n";
    }

    private Answer send(String line, String headers, String body) throws IOException {
        try (var socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(20_000);
            var request =
                    line + "\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var end = text.indexOf("\r\n\r\n");
            return new Answer(
                    Integer.parseInt(text.substring(9, 12)),
                    text.substring(0, end + 2),
                    text.substring(end + 4));
        }
    }
}
