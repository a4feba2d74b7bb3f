package dev.obtaskd.step.wait;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.obtaskd.step.BlockingCalls;
import dev.obtaskd.step.FakeContext;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import dev.obtaskd.task.AttemptResult.Succeeded;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.testing.SettableClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitStepTest {

    private static final AttemptResult DONE = new Succeeded(Map.of(), null);

    private final WaitStep step = new WaitStep(Clock.systemUTC(), new BlockingCalls());

    @TempDir Path home;

    private FakeContext context;

    @BeforeEach
    void context() {
        context = new FakeContext(home, "7.1");
        context.deadline = Instant.now().plusSeconds(60);
    }

    @Test
    void waitsForAPort() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = "127.0.0.1:" + server.getLocalPort();
            assertThat(start("{'for':{'tcp':'" + address + "'}}").get(10, SECONDS)).isEqualTo(DONE);
            assertThat(context.waits).containsExactly("port " + address + " answers");
        }
    }

    @Test
    void waitsForAnHttpStatus() throws Exception {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        assertThat(start("{'for':{'http':{'url':'" + url + "','expect':204}}}").get(10, SECONDS))
                .isEqualTo(DONE);
        assertThat(start("{'for':{'http':{'url':'" + url + "'}},'limit':'100ms'}").get(10, SECONDS))
                .isInstanceOf(Failed.class);
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"-P1D", "P3650D"})
    void waitsTheFullTimeWhenTheClockIsSet(Duration jump) throws Exception {
        var clock = new SettableClock();
        context.deadline = clock.instant().plusSeconds(60);
        var file = home.resolve("flag");
        var patient =
                start(
                        new WaitStep(clock, new BlockingCalls()),
                        "{'for':{'file':{'path':'" + file + "'}},'every':'100ms'}");
        var hasty =
                start(
                        new WaitStep(clock, new BlockingCalls()),
                        "{'for':{'file':{'path':'" + file + "'}},'limit':'300ms'}");
        await().until(() -> context.waits.size() == 2);
        clock.pass(jump);
        assertThat(hasty.get(10, SECONDS)).isInstanceOf(Failed.class);
        Files.createFile(file);
        assertThat(patient.get(10, SECONDS)).isEqualTo(DONE);
    }

    @Test
    void waitsUntilAFileIsThere() throws Exception {
        var file = home.resolve("flag");
        var result = start("{'for':{'file':{'path':'" + file + "'}},'every':'100ms'}");
        await().until(() -> !context.waits.isEmpty());
        Files.createFile(file);
        assertThat(result.get(10, SECONDS)).isEqualTo(DONE);
        assertThat(
                        start(
                                        "{'for':{'file':{'path':'"
                                                + file
                                                + "','exists':false}},'limit':'100ms'}")
                                .get(10, SECONDS))
                .isInstanceOf(Failed.class);
    }

    @Test
    void waitsForAProcess() throws Exception {
        var self = ProcessHandle.current().pid();
        Files.writeString(home.resolve("pid"), self + "\n");
        assertThat(start("{'for':{'process':{'pid':" + self + "}}}").get(10, SECONDS))
                .isEqualTo(DONE);
        assertThat(
                        start("{'for':{'process':{'pidFile':'" + home.resolve("pid") + "'}}}")
                                .get(10, SECONDS))
                .isEqualTo(DONE);
        assertThat(
                        start("{'for':{'process':{'pidFile':'/no/such'}},'limit':'100ms'}")
                                .get(10, SECONDS))
                .isInstanceOf(Failed.class);
    }

    @Test
    void failsAfterItsTimeout() throws Exception {
        assertThat(start("{'for':{'file':{'path':'/no/such'}},'limit':'300ms'}").get(10, SECONDS))
                .isEqualTo(
                        new Failed(
                                FailureCause.TIMEOUT,
                                "waited 300ms: still not true that file /no/such exists",
                                null,
                                null));
    }

    @Test
    void stopsImmediatelyOnRequest() throws Exception {
        var result = start("{'for':{'file':{'path':'/no/such'}},'every':'1h'}");
        await().until(() -> !context.waits.isEmpty());
        context.cancel();
        assertThat(result.get(5, SECONDS)).isInstanceOf(Stopped.class);
    }

    @Test
    void continuesAfterARestart() throws Exception {
        assertThat(step.resume(json("{'for':{'file':{'path':'/proc'}}}"), context)).contains(DONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {}                                                    | /for
                    {'for':{}}                                            | /for
                    {'for':{'tcp':'h:1','file':{'path':'/a'}}}            | /for
                    {'for':{'tcp':'h'}}                                   | /for/tcp
                    {'for':{'tcp':'h:70000'}}                             | /for/tcp
                    {'for':{'http':{'url':'x'}}}                          | /for/http/url
                    {'for':{'process':{}}}                                | /for/process
                    {'for':{'process':{'pidFile':'x'}}}                   | /for/process/pidFile
                    {'for':{'file':{'path':'x'}}}                         | /for/file/path
                    {'for':{'file':{'path':'/x','exists':'yes'}}}         | /for/file/exists
                    {'for':{'tcp':'h:1'},'every':'99ms'}                  | /every
                    {'for':{'tcp':'h:1'},'limit':'long'}                  | /limit
                    {'for':{'tcp':'h:1'},'until':'x'}                     | /until
                    """)
    void reportsTheLocationOfAProblem(String spec, String pointer) throws Exception {
        assertThat(step.check(json(spec))).extracting(Flaw::pointer).containsExactly(pointer);
    }

    @Test
    void acceptsTemplates() throws Exception {
        var spec =
                json(
                        "{'for':{'tcp':'${{ params.host }}:${{ params.port }}'},'limit':'${{"
                                + " params.limit }}'}");
        assertThat(step.check(spec)).isEmpty();
        assertThat(step.describe(spec)).contains("${{ params.host }}");
    }

    private CompletableFuture<AttemptResult> start(String spec) throws Exception {
        return start(step, spec);
    }

    private CompletableFuture<AttemptResult> start(WaitStep step, String spec) throws Exception {
        var json = json(spec);
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
