package dev.obtaskd.step.exec;

import static dev.obtaskd.step.exec.TestPrograms.shell;
import static dev.obtaskd.step.exec.TestPrograms.spec;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.FakeContext;
import dev.obtaskd.step.exec.cgroup.AttemptGroups;
import dev.obtaskd.step.exec.cgroup.ControlGroups;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.ProcessStat;
import dev.obtaskd.step.exec.process.AttemptProcesses;
import dev.obtaskd.step.exec.process.AttemptScript;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import dev.obtaskd.task.AttemptResult.Succeeded;
import dev.obtaskd.task.FailureCause;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecResumeTest {

    @AutoClose private final TestPrograms programs = new TestPrograms();

    @TempDir Path home;

    private FakeContext context;
    private Path go;

    @BeforeEach
    void context() {
        context = new FakeContext(home, "42.1");
        go = home.resolve("go");
    }

    @Test
    void resumesARunningProgram() throws Exception {
        var spec = untilGo("echo b; echo a=1 > $OBTASKD_OUTPUT");
        var next = detachAndForget(spec);
        var result = programs.resume(spec, next);
        await().until(() -> next.system.contains("recovered after a restart of the daemon"));
        Files.createFile(go);
        assertThat(result.get(20, SECONDS)).contains(new Succeeded(Map.of("a", "1"), 0));
        assertThat(context.stdout() + next.stdout()).isEqualTo("ready\nb\n");
    }

    @Test
    void reportsTheExitCodeOfAProgramThatEndedMeanwhile() throws Exception {
        var spec = untilGo("echo b; exit 9");
        var next = detachAndEnd(spec);
        assertThat(programs.resume(spec, next).get(20, SECONDS))
                .contains(new Failed(FailureCause.ERROR, "exit code 9", 9, null));
        assertThat(next.stdout()).isEqualTo("b\n");
    }

    @Test
    void reportsTheSignalOfAProgramThatEndedMeanwhile() throws Exception {
        var spec = untilGo("kill -KILL $$");
        assertThat(programs.resume(spec, detachAndEnd(spec)).get(20, SECONDS))
                .contains(new Failed(FailureCause.ERROR, "ended by signal KILL", null, "KILL"));
    }

    @Test
    void stopsAProgramThatIsNotAChild() throws Exception {
        var spec = untilGo("");
        var next = detachAndForget(spec);
        var result = programs.resume(spec, next);
        next.cancel();
        assertThat(result.get(20, SECONDS)).get().isInstanceOf(Stopped.class);
        assertThat(TestPrograms.alive(next.directory())).isEmpty();
    }

    /**
     * The tagged processes and the wrapper have exited on the first stop before the daemon ends.
     */
    @Test
    void completesAStopOfAnEarlierDaemon() throws Exception {
        var spec =
                shell(
                        "(trap '' TERM; exec env -i sleep 300) & trap 'exit 3' TERM; echo $!; while"
                                + " :; do sleep 0.1; done");
        try (var patient = new TestPrograms(ControlGroups.none(), Duration.ofMinutes(1))) {
            var result = patient.start(spec, context);
            await().until(() -> context.stdout().endsWith("\n"));
            context.cancel();
            await().until(() -> new AttemptFiles(context.directory()).exitCode().isPresent());
            context.detach();
            result.get(20, SECONDS);
        }
        var left = ProcessStat.of(Long.parseLong(context.stdout().strip())).orElseThrow();
        assertThat(left.dead()).isFalse();
        var next = context.restarted();
        next.cancel();
        programs.resume(spec, next).get(20, SECONDS);
        var now = ProcessStat.of(left.pid()).filter(left::isSame).filter(there -> !there.dead());
        now.ifPresent(there -> AttemptProcesses.kill(List.of(there)));
        assertThat(now).isEmpty();
    }

    @Test
    void startsAProgramThatNeverStarted() throws Exception {
        assertThat(programs.resume(spec("echo", "x"), context).get(20, SECONDS))
                .contains(new Succeeded(Map.of(), 0));
        assertThat(context.stdout()).isEqualTo("x\n");
    }

    /** A power cut may have lost the claim file of a program that ran. */
    @Test
    void doesNotStartAProgramThatMayHaveRunBeforeAReboot() throws Exception {
        context.sameBoot = false;
        var spec = shell("echo ran >> " + home.resolve("runs"));
        assertLost(programs.resume(spec, context).get(20, SECONDS));
        // Neither a later daemon starts it, nor a wrapper of an earlier one.
        assertLost(programs.resume(spec, context.restarted()).get(20, SECONDS));
        programs.run(spec, context.restarted());
        assertThat(home.resolve("runs")).doesNotExist();
    }

    @Test
    void reportsAnExitCodeFromBeforeAReboot() throws Exception {
        var spec = untilGo("echo a=1 > $OBTASKD_OUTPUT");
        var next = detachAndEnd(spec);
        next.sameBoot = false;
        Files.delete(next.directory().resolve("claim"));
        assertThat(programs.resume(spec, next).get(20, SECONDS))
                .contains(new Succeeded(Map.of("a", "1"), 0));
    }

    @Test
    void ignoresAnInvalidExitCodeFile() throws Exception {
        for (var torn : new String[] {"", "0", "\0\0", "0\0\n"}) {
            var next = new FakeContext(home, "43." + (torn.length() + 1));
            next.sameBoot = false;
            Files.writeString(next.directory().resolve("rc"), torn);
            assertLost(programs.resume(shell("echo ran"), next).get(20, SECONDS));
        }
    }

    /**
     * A truncated file could contain a prefix of the path, which names a group of other processes.
     */
    @Test
    void killsNoProcessOfAGroupWithATruncatedName() throws Exception {
        Files.writeString(context.directory().resolve("claim"), "");
        for (var torn :
                new String[] {
                    "PROCESSES 5 /sys/fs/cgroup",
                    "PROCESSES 5 ",
                    "\0\0\0",
                    "PROCESSES",
                    "NONE 0 /x/obtaskd-0000"
                }) {
            Files.writeString(context.directory().resolve("groups"), torn);
            assertThat(AttemptGroups.of(new AttemptFiles(context.directory()), List::of).all())
                    .as(torn)
                    .isEmpty();
            assertLost(programs.resume(spec("true"), context).get(20, SECONDS));
        }
    }

    @Test
    void forcesOutputsBeforeTheExitCode() throws Exception {
        var script =
                new String(
                        AttemptScript.class.getResourceAsStream("attempt.sh").readAllBytes(),
                        StandardCharsets.UTF_8);
        assertThat(script.indexOf("sync \"$obtaskd_file\""))
                .isPositive()
                .isLessThan(script.indexOf(">rc"));
        var result = programs.run(shell("echo a=1 > $OBTASKD_OUTPUT; exit 0"), context);
        assertThat(result).isEqualTo(new Succeeded(Map.of("a", "1"), 0));
    }

    @Test
    void runsAnAttemptOnceIfTwoWrappersAreStarted() throws Exception {
        var spec = untilGo("echo ran >> " + home.resolve("runs"));
        var next = detachAndForget(spec);
        var second = programs.start(spec, next);
        Files.createFile(go);
        assertThat(second.get(20, SECONDS)).isEqualTo(new Succeeded(Map.of(), 0));
        assertThat(home.resolve("runs")).hasContent("ran");
    }

    @Test
    void killsRemainingProcessesWhenTheWrapperIsKilled() throws Exception {
        var result = programs.start(untilGo(""), context);
        await().until(() -> context.stdout().contains("ready"));
        killWrapper();
        assertThat(result.get(20, SECONDS))
                .isEqualTo(Failed.error("the wrapper process of the step was killed"));
        assertThat(TestPrograms.alive(context.directory())).isEmpty();
    }

    @Test
    void killsRemainingProcessesWhenTheWrapperWasKilledMeanwhile() throws Exception {
        var spec = untilGo("");
        var next = detachAndForget(spec);
        killWrapper();
        assertThat(programs.resume(spec, next).get(20, SECONDS))
                .contains(new AttemptResult.Lost(Map.of()));
        assertThat(TestPrograms.alive(next.directory())).isEmpty();
    }

    @Test
    void findsAProgramByItsTagWhenTheClaimIsTruncated() throws Exception {
        var spec = untilGo("");
        var next = detachAndForget(spec);
        Files.writeString(next.directory().resolve("claim"), "");
        var result = programs.resume(spec, next);
        await().until(() -> !next.system.isEmpty());
        Files.createFile(go);
        assertThat(result.get(20, SECONDS)).contains(new Succeeded(Map.of(), 0));
    }

    @Test
    void leavesAReusedProcessIdAlone() throws Exception {
        var other = new ProcessBuilder("sleep", "300").start();
        var start = ProcessStat.of(other.pid()).orElseThrow().startTicks();
        var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        for (var claim : new String[] {(start - 1) + " " + boot, start + " another-boot"}) {
            Files.writeString(
                    context.directory().resolve("claim"), other.pid() + " " + claim + "\n");
            assertThat(programs.resume(spec("true"), context).get(20, SECONDS))
                    .contains(new AttemptResult.Lost(Map.of()));
        }
        assertThat(other.isAlive()).isTrue();
        other.destroyForcibly();
    }

    private JsonNode untilGo(String code) {
        return shell("echo ready; until [ -e " + go + " ]; do sleep 0.05; done; " + code);
    }

    private FakeContext detachAndForget(JsonNode spec) throws Exception {
        var result = programs.start(spec, context);
        await().until(() -> context.stdout().contains("ready"));
        context.detach();
        result.get(20, SECONDS);
        assertThat(TestPrograms.alive(context.directory())).isNotEmpty();
        return context.restarted();
    }

    private FakeContext detachAndEnd(JsonNode spec) throws Exception {
        var next = detachAndForget(spec);
        Files.createFile(go);
        await().until(() -> TestPrograms.alive(next.directory()).isEmpty());
        return next;
    }

    private void killWrapper() {
        var wrapper = new AttemptFiles(context.directory()).claimant().orElseThrow();
        assertThat(wrapper.alive()).isTrue();
        ProcessHandle.of(wrapper.pid()).orElseThrow().destroyForcibly();
        await().until(() -> !wrapper.alive());
    }

    /** Without any information about its end, {@code onRestart} decides. */
    private static void assertLost(Optional<AttemptResult> result) {
        assertThat(result)
                .satisfiesAnyOf(
                        none -> assertThat(none).isEmpty(),
                        lost -> assertThat(lost).contains(new AttemptResult.Lost(Map.of())));
    }
}
