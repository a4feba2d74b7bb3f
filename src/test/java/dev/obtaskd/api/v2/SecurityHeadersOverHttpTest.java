package dev.obtaskd.api.v2;

import static dev.obtaskd.testing.RawConnection.basic;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.RawConnection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each security header on each kind of response. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class SecurityHeadersOverHttpTest extends TaskHttp {

    private static final String MIA = basic("mia", "m");
    private static final String VIC = basic("vic", "v");
    private static final String JSON = "Content-Type: application/json\r\n";

    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[A-Za-z0-9_-]{24}';"
                    + " img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src"
                    + " 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Requests by the status of their response. */
    private static final Map<String, List<String>> REQUESTS =
            Map.ofEntries(
                    entry(
                            "200",
                            List.of(
                                    get("/api/v2/tasks", MIA),
                                    get("/api/v2/tasks?limit=1", VIC),
                                    get("/api/v1/info", ""),
                                    get("/q/health", ""),
                                    get("/q/metrics", MIA),
                                    get("/q/openapi", MIA))),
                    entry("204", List.of(request("OPTIONS /api/v2/tasks", MIA))),
                    entry(
                            "400",
                            List.of(
                                    "NONSENSE\r\n\r\n",
                                    get("/api/v2/tasks?nothing=1", MIA),
                                    get("/api/v2/%zz", MIA),
                                    get("/api//v2", MIA),
                                    get("//", ""),
                                    get("/api/v1/../x", ""),
                                    post("/api/v2/tasks", MIA + JSON, "{"))),
                    entry(
                            "401",
                            List.of(
                                    get("/api/v2/tasks", ""),
                                    get("/q/metrics", ""),
                                    get("/api/v2/tasks", basic("mia", "wrong")))),
                    entry(
                            "403",
                            List.of(
                                    post("/api/v2/tasks", VIC + JSON, "{}"),
                                    post("/api/v2/tasks", MIA + "Origin: null\r\n", "{}"))),
                    entry(
                            "404",
                            List.of(
                                    get("/api/v2/nothing", MIA),
                                    get("/api/v2/tasks/213070643302887901", MIA),
                                    request("DELETE /api/v1/info", ""),
                                    get("/q/nothing", MIA),
                                    get("/assets/missing.js", ""))),
                    entry("405", List.of(request("DELETE /api/v2/tasks", MIA))),
                    entry(
                            "413",
                            List.of(
                                    request(
                                            "POST /api/v2/tasks",
                                            "Content-Length: 104857600\r\n" + MIA))),
                    entry("414", List.of(get("/" + "x".repeat(9_000), MIA))),
                    entry("415", List.of(post("/api/v2/tasks", MIA, "{}"))),
                    entry("431", List.of(get("/", "X: " + "x".repeat(70_000) + "\r\n"))),
                    entry("500", List.of(get("/api/v1/nothing", ""))));

    @TestHTTPResource URI root;

    @Test
    void everyResponseOfTheApisHasThem() throws IOException {
        for (var kind : REQUESTS.entrySet()) {
            for (var request : kind.getValue()) {
                var headers = headers(request, kind.getKey());
                assertSecured(request, headers);
                assertThat(headers)
                        .as(request)
                        .containsEntry("cache-control", "no-store")
                        .containsEntry("content-security-policy", API_POLICY)
                        // The connection has no TLS, so that a browser must ignore it.
                        .doesNotContainKey("strict-transport-security");
            }
        }
    }

    @Test
    void anApiPermitsNothingToABrowser() throws IOException {
        for (var request :
                List.of(
                        get("/api/v2/tasks", MIA),
                        get("/api/v2/nothing", MIA),
                        get("/q/health", ""))) {
            try (var wire = RawConnection.to(root).say(request)) {
                assertThat(wire.rest()).contains(API_POLICY).doesNotContain("script-src");
            }
        }
    }

    @Test
    void thePageMayRunScriptsOfThisDaemonOnly() throws IOException {
        for (var path : List.of("/", "/tasks/21", "/apiary", "/quit")) {
            for (var request :
                    List.of(get(path, MIA), get(path, ""), "HEAD" + get(path, MIA).substring(3))) {
                var headers = headers(request, "200");
                assertSecured(request, headers);
                assertThat(headers.get("content-security-policy")).as(request).matches(PAGE_POLICY);
            }
        }
    }

    private static void assertSecured(String request, Map<String, String> headers) {
        assertThat(headers)
                .as(request)
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("referrer-policy", "same-origin");
    }

    /** The headers of the response; none may be there twice. */
    private Map<String, String> headers(String request, String status) throws IOException {
        try (var wire = RawConnection.to(root).say(request)) {
            var answer = wire.rest();
            assertThat(answer).as(request).startsWith("HTTP/1.1 " + status);
            return answer.substring(0, answer.indexOf("\r\n\r\n"))
                    .lines()
                    .skip(1)
                    .map(line -> line.split(": ?", 2))
                    .collect(
                            Collectors.toMap(
                                    line -> line[0].toLowerCase(Locale.ROOT), line -> line[1]));
        }
    }

    private static String get(String path, String headers) {
        return request("GET " + path, headers);
    }

    private static String request(String line, String headers) {
        return line + " HTTP/1.1\r\n" + headers + "Host: a\r\nConnection: close\r\n\r\n";
    }

    private static String post(String path, String headers, String body) {
        return request("POST " + path, headers + "Content-Length: " + body.length() + "\r\n")
                + body;
    }
}
