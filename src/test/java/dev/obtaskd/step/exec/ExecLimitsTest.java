package dev.obtaskd.step.exec;

import static dev.obtaskd.step.exec.TestPrograms.JSON;
import static dev.obtaskd.step.exec.TestPrograms.shell;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.step.FakeContext;
import dev.obtaskd.step.StepLog;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import dev.obtaskd.task.AttemptResult.Succeeded;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that exceed their limits of processes, memory or files. */
class ExecLimitsTest {

    private static final String OTHER_USER = "games";

    @AutoClose private final TestPrograms programs = new TestPrograms();

    @TempDir Path home;

    private FakeContext context;

    @BeforeEach
    void context() {
        context = new FakeContext(home, "42.1");
    }

    @Test
    void enforcesLimitsOfMemoryAndFiles() throws Exception {
        var spec =
                limited(
                        "ulimit -v; ulimit -n; sh -c 'ulimit -n'; head -c 300M /dev/zero | tail -n"
                                + " 1 | wc -c",
                        "{'memory':'200M','files':64}");
        assertThat(programs.run(spec, context)).isEqualTo(new Succeeded(Map.of(), 0));
        assertThat(context.stdout()).isEqualTo("204800\n64\n64\n0\n");
        assertThat(context.text(StepLog.Stream.STDERR)).contains("memory exhausted");
    }

    @Test
    void limitsAndStopsAForkBomb() throws Exception {
        asRoot();
        var spec =
                limited(
                                "f() { while :; do sh -c 'sleep 300' & sleep 0.01; done; }; f & f &"
                                        + " f & exec sleep 300",
                                "{'processes':30}")
                        .put("user", OTHER_USER);
        var result = programs.start(spec, context);
        await().until(() -> context.text(StepLog.Stream.STDERR).contains("fork"));
        // The limit does not count the wrapper, which runs as another user.
        assertThat(TestPrograms.alive(context.directory())).hasSizeLessThanOrEqualTo(31);
        context.cancel();
        assertThat(result.get(20, SECONDS)).isInstanceOf(Stopped.class);
        assertThat(TestPrograms.alive(context.directory())).isEmpty();
    }

    @Test
    void refusesALimitWithoutEffect() throws Exception {
        asRoot();
        assertThat(programs.run(limited("echo ran", "{'processes':30}"), context))
                .isEqualTo(
                        Failed.error(
                                "limits.processes has no effect on root without control groups; set"
                                        + " user or remove limits.processes"));
        assertThat(context.stdout()).isEmpty();
    }

    private static void asRoot() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
    }

    private static ObjectNode limited(String code, String limits) throws Exception {
        return shell(code).set("limits", JSON.readTree(limits.replace('\'', '"')));
    }
}
