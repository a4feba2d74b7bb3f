package dev.obtaskd.step.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.obtaskd.step.FakeContext;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import dev.obtaskd.task.AttemptResult.Succeeded;
import dev.obtaskd.task.FailureCause;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpStepTest {

    private final HttpStep step = new HttpStep();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @TempDir Path home;

    private FakeContext context;
    private HttpServer server;
    private String url;

    @BeforeEach
    void server() throws Exception {
        context = new FakeContext(home, "7.1");
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Thread::startVirtualThread);
        server.createContext(
                "/echo",
                exchange -> {
                    var body =
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestHeaders().getFirst("Content-Type")
                                    + " "
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(201, 0);
                    exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
        server.createContext(
                "/json",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody()
                            .write(
                                    "{\"data\":{\"id\":7,\"tags\":[\"a\"]}}"
                                            .getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
        server.createContext(
                "/numbers",
                exchange -> {
                    var charset = exchange.getRequestURI().getQuery();
                    exchange.getResponseHeaders()
                            .add("Content-Type", "application/json; charset=" + charset);
                    exchange.sendResponseHeaders(
                            exchange.getRequestHeaders().containsKey("Upgrade") ? 500 : 200, 0);
                    var json =
                            "\uFEFF{\"a\":12345678.5,\"b\":1.10,\"c\":null,\"d\":true,\"e\":1e999,\"f\":1e3,\"g\":\"中文\"}";
                    exchange.getResponseBody().write(json.getBytes(charset));
                    exchange.close();
                });
        server.createContext(
                "/big",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(new byte[200_000]);
                    exchange.close();
                });
        server.createContext(
                "/never",
                exchange -> {
                    asked.countDown();
                    try {
                        answer.await();
                    } catch (InterruptedException stopped) {
                        exchange.close();
                    }
                    exchange.close();
                });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        answer.countDown();
        server.stop(0);
    }

    @Test
    void sendsMethodHeadersAndBody() throws Exception {
        assertThat(run("{'url':'%s/echo','method':'POST','body':{'a':1},'expect':[200,201]}"))
                .isEqualTo(new Succeeded(Map.of(), null));
        assertThat(context.stdout()).isEqualTo("POST application/json {\"a\":1}");
    }

    @Test
    void sendsTextUnchanged() throws Exception {
        run(
                "{'url':'%s/echo','method':'PUT','body':'x"
                        + " y','headers':{'Content-Type':'text/plain'},'expect':[201]}");
        assertThat(context.stdout()).isEqualTo("PUT text/plain x y");
    }

    @Test
    void failsOnAnotherStatus() throws Exception {
        assertThat(run("{'url':'%s/echo'}")).isEqualTo(Failed.error("status 201, expected [200]"));
    }

    @Test
    void outputsValues() throws Exception {
        assertThat(run("{'url':'%s/json','output':{'id':'/data/id','tags':'/data/tags'}}"))
                .isEqualTo(new Succeeded(Map.of("id", "7", "tags", "[\"a\"]"), null));
    }

    @Test
    void failsWhenAValueIsMissing() throws Exception {
        assertThat(run("{'url':'%s/json','output':{'id':'/no'}}"))
                .isEqualTo(Failed.error("the answer has no /no for the value id"));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "GB18030", "UTF-16"})
    void keepsTheNotationOfNumbersInAnyCharset(String charset) throws Exception {
        var url = "{'url':'%s/numbers?" + charset + "','output':";
        assertThat(run(url + "{'a':'/a','b':'/b','d':'/d','f':'/f','g':'/g'}}"))
                .isEqualTo(
                        new Succeeded(
                                Map.of(
                                        "a",
                                        "12345678.5",
                                        "b",
                                        "1.10",
                                        "d",
                                        "true",
                                        "f",
                                        "1000",
                                        "g",
                                        "中文"),
                                null));
        assertThat(run(url + "{'c':'/c'}}"))
                .isEqualTo(Failed.error("the answer has null at /c for the value c"));
        assertThat(run(url + "{'e':'/e'}}").toString())
                .contains("the answer's number at /e must be a number of at most 40 digits");
    }

    @Test
    void logsTheBeginningOfALongResponse() throws Exception {
        run("{'url':'%s/big'}");
        assertThat(context.stdout()).hasSize(64 * 1024);
    }

    @Test
    void reportsARefusedConnection() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(run("{'url':'http://127.0.0.1:" + port + "/'}"))
                .isEqualTo(Failed.error("no connection to 127.0.0.1:" + port + ": refused"));
    }

    @Test
    void reportsAnUnknownHost() throws Exception {
        assertThat(run("{'url':'http://no-such-host.invalid/'}"))
                .isEqualTo(Failed.error("unknown host no-such-host.invalid"));
    }

    @Test
    void failsAfterTheTimeoutOfTheResponse() throws Exception {
        assertThat(run("{'url':'%s/never','timeout':'200ms'}"))
                .isEqualTo(new Failed(FailureCause.TIMEOUT, "no answer within 200ms", null, null));
    }

    @Test
    void stopsImmediatelyOnRequest() throws Exception {
        var result = start("{'url':'%s/never'}");
        await().until(() -> asked.getCount() == 0);
        context.cancel();
        assertThat(result.get(5, SECONDS)).isInstanceOf(Stopped.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {}                                            | /url
                    {'url':'ftp://x'}                             | /url
                    {'url':'http://x','verb':'GET'}               | /verb
                    {'url':'http://u:p@x/'}                       | /url
                    {'url':'http://x:99999/'}                     | /url
                    {'url':'http://x','method':'post'}            | /method
                    {'url':'http://x','method':'CONNECT'}         | /method
                    {'url':'http://x','headers':{'Host':'y'}}     | /headers/Host
                    {'url':'http://x','headers':{'upgrade':'y'}}  | /headers/upgrade
                    {'url':'http://x','headers':{'A':'a\\nb'}}     | /headers/A
                    {'url':'http://x','method':'A B'}             | /method
                    {'url':'http://x','headers':{'a b':'c'}}      | /headers/a b
                    {'url':'http://x','expect':200}               | /expect
                    {'url':'http://x','expect':[20]}              | /expect
                    {'url':'http://x','timeout':'0s'}             | /timeout
                    {'url':'http://x','timeout':'soon'}           | /timeout
                    {'url':'http://x','output':{'a':'b'}}         | /output/a
                    """)
    void reportsTheLocationOfAProblem(String spec, String pointer) throws Exception {
        assertThat(step.check(json(spec))).extracting(Flaw::pointer).containsExactly(pointer);
    }

    private AttemptResult run(String spec) throws Exception {
        return start(spec).get(20, SECONDS);
    }

    private CompletableFuture<AttemptResult> start(String spec) throws Exception {
        var json = json(spec.replace("%s", url));
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return step.run(json, context);
                    } catch (InterruptedException never) {
                        throw new IllegalStateException(never);
                    }
                },
                Thread::startVirtualThread);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
