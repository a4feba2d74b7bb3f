package dev.obtaskd.page;

import static dev.obtaskd.testing.RawConnection.basic;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.obtaskd.testing.RawConnection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the page, and what must not be read through their paths. */
@QuarkusTest
@TestProfile(FixturePage.class)
class PageOverHttpTest {

    private static final String SCRIPT = "/assets/app-1a2b3c4d.js";
    private static final Path FIXTURE = Path.of("src/test/resources/page-fixture");

    @TestHTTPResource URI root;

    @ConfigProperty(name = "obtaskd.data-dir")
    Path data;

    @Test
    void everyPathIsThePageWithAFreshNonce() {
        var nonces = new HashSet<String>();
        var paths =
                List.of("/", "/tasks/21", "/index.html", "/assets", "/apiary", "/quit", "/API/v2");
        for (var path : paths) {
            var response = given().get(path).then().statusCode(200).extract();
            assertThat(response.contentType()).isEqualTo("text/html;charset=UTF-8");
            assertThat(response.header("Cache-Control")).isEqualTo("no-cache");
            var policy = response.header("Content-Security-Policy");
            assertThat(policy)
                    .contains("script-src 'self';")
                    .doesNotContain("unsafe", PageTemplate.PLACEHOLDER);
            var nonce = policy.replaceAll(".*'nonce-([^']+)'.*", "$1");
            assertThat(nonce).hasSize(24);
            assertThat(response.asString())
                    .isEqualTo(text("index.html").replace(PageTemplate.PLACEHOLDER, nonce));
            nonces.add(nonce);
        }
        assertThat(nonces).hasSameSizeAs(paths);
    }

    @Test
    void anAssetMayBeStoredForEver() throws Exception {
        // More than once: a response must not use up the content in memory.
        for (var i = 0; i < 3; i++) {
            var response = fetch(SCRIPT, "identity");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(bytes("assets/app-1a2b3c4d.js"));
            assertThat(response.headers().map())
                    .containsEntry("content-type", List.of("text/javascript;charset=UTF-8"))
                    .containsEntry("cache-control", List.of("public, max-age=31536000, immutable"))
                    .containsEntry("vary", List.of("Accept-Encoding"))
                    .doesNotContainKey("content-encoding");
        }
        given().get("/assets/app-1a2b3c4d.css")
                .then()
                .statusCode(200)
                .contentType("text/css;charset=UTF-8")
                .body(equalTo(text("assets/app-1a2b3c4d.css")));
    }

    @Test
    void aClientGetsTheCompressedCopyIfItAcceptsOne() throws Exception {
        for (var i = 0; i < 3; i++) {
            var response = fetch(SCRIPT, "br, gzip;q=0.8");
            assertThat(response.headers().firstValue("content-encoding")).hasValue("gzip");
            assertThat(response.headers().firstValue("vary")).hasValue("Accept-Encoding");
            assertThat(response.body()).isEqualTo(bytes("assets/app-1a2b3c4d.js.gz"));
            var plain = new GZIPInputStream(new ByteArrayInputStream(response.body()));
            assertThat(plain.readAllBytes()).isEqualTo(bytes("assets/app-1a2b3c4d.js"));
        }
        assertThat(fetch("/assets/app-1a2b3c4d.css", "gzip").headers().map())
                .doesNotContainKeys("content-encoding", "vary");
    }

    @Test
    void headHasTheHeadersOnly() {
        var wire = raw("HEAD " + SCRIPT, "");
        assertThat(wire)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Content-Length: " + text("assets/app-1a2b3c4d.js").length())
                .endsWith("\r\n\r\n");
        assertThat(raw("HEAD /tasks", ""))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Content-Type: text/html")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/",
                "/assets/missing.js",
                "/assets/unlisted.js",
                "/assets/app-1a2b3c4d.js.gz",
                "/assets/app-1a2b3c4d.js/",
                "/assets/APP-1a2b3c4d.js",
                "/assets/index.html",
                "/assets/assets/app-1a2b3c4d.js",
                "/assets/secret.txt",
                "/assets/files"
            })
    void anotherAssetDoesNotExist(String path) {
        assertThat(raw("GET " + path, ""))
                .startsWith("HTTP/1.1 404")
                .contains("application/problem+json", "path.unknown")
                .containsIgnoringCase("Cache-Control: no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../secret.txt",
                "/assets/./app-1a2b3c4d.js",
                "/assets/..",
                "/assets/%2e%2e/secret.txt",
                "/assets/..%2fsecret.txt",
                "/assets%2fapp-1a2b3c4d.js",
                "/assets/%2fetc/passwd",
                "/assets//etc/passwd",
                "/assets/app-1a2b3c4d.js%00",
                "/assets/..\\secret.txt",
                "/assets/%5c..%5csecret.txt/..",
                "/assets/;/../../api/v2/tasks",
                "//api/v2/tasks",
                "/api%2fv2/tasks",
                "/%61pi/v2/tasks",
                "/x/../api/v2/tasks",
                "/x/..;/api/v2/tasks",
                "/api/v2/../../secret.txt"
            })
    void aPathWithTwoInterpretationsIsRefused(String path) {
        assertThat(raw("GET " + path, ""))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .doesNotContain("not served", "root:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/secret.txt",
                "/files",
                "/page-fixture/secret.txt",
                "/application.properties",
                "/META-INF/MANIFEST.MF",
                "/dev/obtaskd/page/PageHandler.class",
                "/API/v2/tasks",
                "/Q/metrics",
                "/%5c..%5csecret.txt"
            })
    void noPathReadsAnotherResource(String path) {
        assertThat(raw("GET " + path, ""))
                .startsWith("HTTP/1.1 200")
                .contains("<title>fixture</title>")
                .doesNotContain("not served");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/v2",
                "/api/v2/tasks",
                "/api/v2/nothing",
                "/api/v22",
                "/api/assets/app-1a2b3c4d.js",
                "/q",
                "/q/metrics",
                "/q/openapi",
                "/q/nothing"
            })
    void theApisStillRequireALogin(String path) {
        assertThat(raw("GET " + path, "")).startsWith("HTTP/1.1 401");
        assertThat(raw("HEAD " + path, "")).startsWith("HTTP/1.1 401");
    }

    @Test
    void theApiOfTheOtherVersionKeepsItsPaths() {
        assertThat(raw("GET /api/v1/info", "")).startsWith("HTTP/1.1 200");
        assertThat(raw("GET /api/v1/nothing", "")).doesNotContain("<title>");
    }

    @Test
    void otherMethodsDoNotReadThePage() {
        for (var line :
                List.of("POST /", "DELETE " + SCRIPT, "OPTIONS /tasks", "PUT /index.html")) {
            assertThat(raw(line, "")).as(line).startsWith("HTTP/1.1 401");
            assertThat(raw(line, admin()))
                    .as(line)
                    .startsWith("HTTP/1.1 404")
                    .contains("path.unknown");
        }
    }

    @Test
    void anInvalidCredentialDoesNotHideThePage() {
        for (var credential :
                List.of(
                        basic("admin", "wrong"),
                        "Authorization: Bearer obt_x\r\n",
                        "Cookie: obtaskd-" + root.getPort() + "=expired\r\n")) {
            assertThat(raw("GET /", credential)).as(credential).startsWith("HTTP/1.1 200");
            assertThat(raw("GET " + SCRIPT, credential)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void allPathsOfThePageAreOneSeriesOfTheMetrics() {
        given().get("/of-metrics/1").then().statusCode(200);
        given().get("/of-metrics/2").then().statusCode(200);
        var metrics = raw("GET /q/metrics", admin());
        assertThat(metrics)
                .contains("http_server_requests_seconds_count", "uri=\"/page\"")
                .doesNotContain("of-metrics");
    }

    private HttpResponse<byte[]> fetch(String path, String encodings) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(root.resolve(path))
                            .header("Accept-Encoding", encodings)
                            .build();
            return client.send(request, BodyHandlers.ofByteArray());
        }
    }

    private String admin() {
        try {
            var password = Files.readString(data.resolve("initial-admin-password")).strip();
            return basic("admin", password);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole response to a request that no client has normalised. */
    private String raw(String line, String headers) {
        var request = line + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + headers + "\r\n";
        try (var wire = RawConnection.to(root).say(request)) {
            return wire.rest();
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }

    private static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(FIXTURE.resolve(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
