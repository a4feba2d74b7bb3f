package dev.obtaskd.step.exec;

import static dev.obtaskd.step.exec.TestPrograms.shell;
import static dev.obtaskd.step.exec.TestPrograms.spec;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.step.FakeContext;
import dev.obtaskd.step.exec.cgroup.ControlGroups;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.ProcessStat;
import dev.obtaskd.step.exec.process.AttemptProcesses;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Stopped;
import dev.obtaskd.task.AttemptResult.Succeeded;
import dev.obtaskd.testing.TortureTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TortureTest
class ExecStopTest {

    /**
     * Ignores SIGTERM and has a child, a child in its own session, and a daemon, which ignore it
     * too.
     */
    private static final String STUBBORN =
            """
            trap '' TERM
            sleep 300 &
            setsid sleep 300 &
            (setsid sh -c 'trap "" TERM; sleep 300 & sleep 300' &)
            env -i sleep 300 &
            echo ready
            while :; do sleep 1; done
            """;

    @AutoClose private final TestPrograms programs = new TestPrograms();

    @TempDir Path home;

    private FakeContext context;

    private static IntStream rounds() {
        return IntStream.rangeClosed(1, Integer.getInteger("obtaskd.rounds", 20));
    }

    @BeforeEach
    void context() {
        context = new FakeContext(home, "42.1");
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void killsAllProcessesThatIgnoreSigterm(int round) throws Exception {
        var result = programs.start(shell(STUBBORN), context);
        await().until(() -> TestPrograms.alive(context.directory()).size() >= 8);
        var processes = TestPrograms.alive(context.directory());

        context.cancel();

        assertThat(result.get(20, SECONDS))
                .isEqualTo(
                        new Stopped(
                                "stopped by SIGKILL: it did not end within the grace period",
                                null,
                                "KILL"));
        assertThat(processes)
                .allSatisfy(
                        one ->
                                assertThat(ProcessStat.of(one.pid()))
                                        .satisfiesAnyOf(
                                                gone -> assertThat(gone).isEmpty(),
                                                there ->
                                                        assertThat(there.orElseThrow().dead())
                                                                .isTrue()));
    }

    @Test
    void doesNotStartAProgramAfterTheStopRequest() throws Exception {
        Files.createFile(new AttemptFiles(context.directory()).stop());
        var result = programs.start(shell("echo begun"), context);
        assertThat(result.get(20, SECONDS))
                .isInstanceOfSatisfying(
                        AttemptResult.Failed.class,
                        failed -> assertThat(failed.signal()).isEqualTo("TERM"));
        assertThat(context.stdout()).isEmpty();
    }

    @Test
    void createsTheStopFile() throws Exception {
        var result = programs.start(shell("sleep 300"), context);
        await().until(() -> !TestPrograms.alive(context.directory()).isEmpty());
        context.cancel();
        assertThat(result.get(20, SECONDS)).isInstanceOf(Stopped.class);
        assertThat(new AttemptFiles(context.directory()).stop()).exists();
    }

    /** The process is identified by its tagged relatives while they run. */
    @Test
    void killsAProcessWithoutATagAfterAllWithOneHaveEnded() throws Exception {
        stopWhenReady(
                "(trap '' TERM; exec env -i sleep 300) & trap 'exit 0' TERM; echo $!; echo ready;"
                        + " while :; do sleep 0.1; done");
        var other =
                ProcessStat.of(Long.parseLong(context.stdout().lines().findFirst().orElseThrow()));
        other.filter(there -> !there.dead())
                .ifPresent(there -> AttemptProcesses.kill(List.of(there)));
        assertThat(other.filter(there -> !there.dead())).isEmpty();
    }

    @Test
    void killsProcessesThatForkAllTheTime() throws Exception {
        var result =
                programs.start(
                        shell(
                                "trap '' TERM; f() { while :; do (f2 &) ; done; }; f2() { sleep"
                                        + " 0.05; }; f & f & echo ready; f"),
                        context);
        await().until(() -> context.stdout().contains("ready"));
        context.cancel();
        assertThat(result.get(20, SECONDS)).isInstanceOf(Stopped.class);
        assertThat(TestPrograms.alive(context.directory())).isEmpty();
    }

    @Test
    void killsAllProcessesWhenTheLogIsFull() throws Exception {
        var result =
                programs.start(
                        shell("trap '' TERM; while :; do echo more; sleep 0.05; done"), context);
        await().until(() -> context.stdout().contains("more"));
        context.full = true;
        await().until(result::isDone);
        assertThat(result.isCompletedExceptionally()).isTrue();
        assertThat(TestPrograms.alive(context.directory())).isEmpty();
    }

    /** The program has exited, so there is an exit code. */
    @Test
    void killsAllProcessesWhenTheLogFillsUpDuringAStop() throws Exception {
        try (var patient = new TestPrograms(ControlGroups.none(), Duration.ofSeconds(2))) {
            var result =
                    patient.start(
                            shell(
                                    "(trap '' TERM; while :; do echo more; sleep 0.05; done) &"
                                            + " trap 'exit 3' TERM; while :; do sleep 0.1; done"),
                            context);
            await().until(() -> context.stdout().contains("more"));
            context.cancel();
            await().until(() -> new AttemptFiles(context.directory()).exitCode().isPresent());
            context.full = true;
            await().until(result::isDone);
            assertThat(result.isCompletedExceptionally()).isTrue();
            assertThat(TestPrograms.alive(context.directory())).isEmpty();
        }
    }

    @Test
    void sendsSigtermBeforeSigkill() throws Exception {
        assertThat(
                        stopWhenReady(
                                "trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.1;"
                                        + " done"))
                .isEqualTo(new Stopped("stopped: exit code 3", 3, null));
        assertThat(context.stdout()).isEqualTo("ready\nbye\n");
    }

    @Test
    void namesTheSignalOfAProgramThatObeys() throws Exception {
        assertThat(stopWhenReady("echo ready; exec sleep 300"))
                .isEqualTo(new Stopped("stopped: ended by signal TERM", null, "TERM"));
    }

    @Test
    void acceptsASuccessfulExitDuringAStop() throws Exception {
        assertThat(
                        stopWhenReady(
                                "trap 'echo a=1 > $OBTASKD_OUTPUT; exit 0' TERM; echo ready; while"
                                        + " :; do sleep 0.1; done"))
                .isEqualTo(new Succeeded(Map.of("a", "1"), 0));
    }

    @Test
    void doesNotStartAnAttemptThatIsAlreadyToStop() throws Exception {
        context.cancel();
        assertThat(programs.run(spec("touch", home.resolve("ran").toString()), context))
                .isInstanceOf(Stopped.class);
        assertThat(home.resolve("ran")).doesNotExist();
    }

    @Test
    void stopsAProgramThatFloodsItsOutput() throws Exception {
        var result = programs.start(spec("yes"), context);
        await().until(() -> context.stdout().length() > 1_000);
        context.cancel();
        assertThat(result.get(20, SECONDS)).isInstanceOf(Stopped.class);
    }

    private AttemptResult stopWhenReady(String code) throws Exception {
        var result = programs.start(shell(code), context);
        await().until(() -> context.stdout().contains("ready"));
        context.cancel();
        return result.get(20, SECONDS);
    }
}
