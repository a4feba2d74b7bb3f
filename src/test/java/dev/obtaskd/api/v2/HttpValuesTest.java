package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.ParameterValuesTest.getTask;
import static dev.obtaskd.api.v2.ParameterValuesTest.submit;
import static dev.obtaskd.api.v2.ParameterValuesTest.succeeds;
import static dev.obtaskd.api.v2.TaskScript.directory;
import static dev.obtaskd.api.v2.TaskScript.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of {@code http} steps and outputs from their responses, with a real server. */
@QuarkusTest
@TestProfile(ValuesDaemon.class)
class HttpValuesTest extends TaskHttp {

    /** A received request: its headers in lower case, one per line, and its body. */
    private record Seen(String headers, String body) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String contentType = "application/json";
    private byte[] answer = {};

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1.10                                     | 1.10
                    12345678.5                               | 12345678.5
                    1e3                                      | 1000
                    -0.00000000001                           | -0.00000000001
                    1234567890123456789012345678901234567890 | 1234567890123456789012345678901234567890
                    0.1234567890123456789012345678901234567  | 0.1234567890123456789012345678901234567
                    true                                     | true
                    "1.10"                                   | 1.10
                    "null"                                   | null
                    [1.10, {"a": 12345678.50}]               | [1.10,{"a":12345678.50}]
                    """)
    void passesOnValuesOfTheResponseUnchanged(String json, String text) throws IOException {
        responds("{\"n\": " + json + "}", StandardCharsets.UTF_8);
        assertThat(printed("1")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1.10, 1.10",
        "12345678.5, 12345678.5",
        "1e3, 1000",
        "1234567890123456789012345678901234567890, 1234567890123456789012345678901234567890"
    })
    void sendsNumbersUnchanged(String json, String text) throws IOException {
        responds("{\"n\": 1}", StandardCharsets.UTF_8);
        printed(json);
        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().body())
                .isEqualTo("{\"n\":" + text + ",\"literal\":1.10,\"text\":\"n=" + text + "\"}");
        assertThat(seen.getFirst().headers().lines()).contains("x-n: " + text, "x-literal: 1.10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"n": null}                                      | the answer has null at /n for the value n
                    {"m": 1}                                         | the answer has no /n for the value n
                    {"n": 1e309}                                     | the answer's number at /n must be a number of at most 40 digits with an exponent from -308 to 308 for the value n
                    {"n": [12345678901234567890123456789012345678901]} | the answer's number at /n/0 must be a number of at most 40 digits with an exponent from -308 to 308 for the value n
                    n = 1                                            | the answer is not JSON, but values are to be taken from it
                    """)
    void failsWithTheNameOfTheOutputWithoutAValue(String json, String message) {
        responds(json, StandardCharsets.UTF_8);
        assertThat(failure()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    UTF-8    | application/json
                    UTF-8    | application/json; charset=utf-8
                    UTF-8    | text/plain
                    GB18030  | application/json; charset=GB18030
                    GBK      | application/json;charset="gbk"
                    UTF-16BE | application/json
                    UTF-16LE | application/json
                    UTF-16LE | application/json; charset=utf-16le
                    """)
    void readsResponsesWithAByteOrderMarkAndInAnyCharset(String charset, String type)
            throws IOException {
        var mark = charset.equals("GBK") ? "" : "\uFEFF";
        responds(mark + "{\"n\": \"中文 1.10\"}", Charset.forName(charset));
        contentType = type;
        assertThat(printed("1")).isEqualTo("中文 1.10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/json                   | the answer cannot be read: it is not UTF-8
                    application/json; charset=x-klingon | the answer cannot be read: unknown charset x-klingon
                    """)
    void reportsWhyAResponseCannotBeRead(String type, String message) {
        responds("{\"n\": \"中文\"}", Charset.forName("GBK"));
        contentType = type;
        assertThat(failure()).isEqualTo(message);
    }

    @Test
    void requestsNoProtocolUpgrade() throws IOException {
        responds("{\"n\": 1}", StandardCharsets.UTF_8);
        printed("1");
        succeeds("values.wait-http", json("url", url("/none")));
        assertThat(seen)
                .hasSize(2)
                .allSatisfy(
                        request ->
                                assertThat(request.headers().toLowerCase(Locale.ROOT))
                                        .contains("host: 127.0.0.1:")
                                        .doesNotContain("upgrade", "h2c", "http2-settings"));
    }

    private void responds(String text, Charset charset) {
        answer = text.getBytes(charset);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The arguments of the second step's program, taken from the response. */
    private String printed(String n) throws IOException {
        var directory = directory();
        succeeds("values.http", params(n, directory));
        return Files.readString(directory.resolve("out"));
    }

    /** The message of the failed call; the second step never runs. */
    private String failure() {
        var directory = directory();
        var task = submit("values.http", params("1", directory));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> getTask(task).path("state").equals("FAILED"));
        assertThat(directory).isEmptyDirectory();
        assertThat(getTask(task).<String>path("subTasks[0].state")).isEqualTo("FAILED");
        return getTask(task).path("subTasks[0].message");
    }

    private String params(String n, Path directory) {
        return "{\"url\":\"" + url("/") + "\",\"dir\":\"" + directory + "\",\"n\":" + n + "}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = new StringBuilder();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.append(name.toLowerCase(Locale.ROOT))
                                        .append(": ")
                                        .append(String.join(", ", values))
                                        .append('\n'));
        seen.add(
                new Seen(
                        headers.toString(),
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        if (exchange.getRequestURI().getPath().equals("/none")) {
            exchange.sendResponseHeaders(204, -1);
        } else {
            exchange.getResponseHeaders().add("Content-Type", contentType);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }
}
