package dev.obtaskd.step.exec;

import static dev.obtaskd.step.exec.TestPrograms.shell;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.FakeContext;
import dev.obtaskd.step.exec.cgroup.AttemptGroups;
import dev.obtaskd.step.exec.cgroup.ControlGroup;
import dev.obtaskd.step.exec.cgroup.ControlGroups;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs whose processes start new sessions, as other users, with an empty environment, and
 * ignore SIGTERM. Each process sleeps for a time that occurs in no other command line on the host.
 */
class EscapeTest {

    private static final Map<String, Optional<Path>> HOLDERS =
            Map.of(
                    "nothing", Optional.empty(),
                    "freezer", Optional.of(Path.of("/sys/fs/cgroup/freezer")),
                    "pids", Optional.of(Path.of("/sys/fs/cgroup/pids")),
                    "version 2", Optional.of(Path.of("/sys/fs/cgroup/unified")));

    /** Number of sleeping processes and the code that starts them. */
    private static final Map<String, Escape> ESCAPES =
            Map.of(
                    "another user's log-in",
                            new Escape(
                                    2,
                                    "su - nobody -s /bin/sh -c 'trap \"\" TERM; sleep $1 & sleep"
                                            + " $1'"),
                    "a wiped environment",
                            new Escape(
                                    2,
                                    "setsid env -i /bin/sh -c 'trap \"\" TERM; sleep $1 & exec"
                                            + " sleep $1' & wait"),
                    "both, three deep",
                            new Escape(
                                    3,
                                    "setsid env -i /bin/sh -c 'trap \"\" TERM; su - games -s"
                                        + " /bin/sh -c \"setsid env -i sleep $1 & exec sleep $1\" &"
                                        + " exec sleep $1' & wait"));

    /** Parents that exit immediately. */
    private static final String DAEMON =
            "(setsid env -i /bin/sh -c 'trap \"\" TERM; sleep $1 & (setsid sleep $1 &)' &); sleep"
                    + " 300";

    private record Escape(int sleepers, String code) {}

    @TempDir Path home;

    private final String time = "300." + System.nanoTime();
    private FakeContext context;
    private TestPrograms programs;

    private static Stream<Arguments> all() {
        return HOLDERS.keySet().stream()
                .flatMap(
                        holder ->
                                ESCAPES.keySet().stream()
                                        .map(escape -> Arguments.of(holder, escape)));
    }

    @BeforeEach
    void context() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
        context = new FakeContext(home, "42.1");
    }

    @AfterEach
    void end() throws IOException {
        sleepers().forEach(ProcessHandle::destroyForcibly);
        programs.close();
    }

    @ParameterizedTest
    @MethodSource("all")
    void processesWithLivingParentsAreKilled(String holder, String escape) throws Exception {
        programs(holder);
        stop(ESCAPES.get(escape).code(), ESCAPES.get(escape).sleepers());
    }

    @ParameterizedTest
    @MethodSource("groups")
    void allProcessesOfAGroupAreKilled(String holder) throws Exception {
        programs(holder);
        stop(DAEMON, 2);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void forkingProcessesOfAGroupAreKilled(String holder) throws Exception {
        programs(holder);
        stop(
                "trap '' TERM; f() { while :; do (setsid env -i sleep $1 &); sleep 0.02; done; }; f"
                        + " & f & f",
                3);
    }

    private static Stream<String> groups() {
        return HOLDERS.keySet().stream().filter(holder -> !holder.equals("nothing"));
    }

    /** A lost wrapper leaves no exit code, and no process may run beside the next attempt. */
    @ParameterizedTest
    @MethodSource("groups")
    void processesOfAGroupAreKilledWhenTheWrapperIsLost(String holder) throws Exception {
        programs(holder);
        var result = start(DAEMON, context, 2);
        ProcessHandle.of(new AttemptFiles(context.directory()).claimant().orElseThrow().pid())
                .orElseThrow()
                .destroyForcibly();
        assertThat(result.get(20, SECONDS))
                .isEqualTo(Failed.error("the wrapper process of the step was killed"));
        assertThat(sleepers()).isEmpty();
    }

    @Test
    void aRestartedDaemonFinishesAStop() throws Exception {
        for (var holder : List.of("nothing", "freezer")) {
            programs = new TestPrograms(host(holder), Duration.ofMinutes(1));
            var first = new FakeContext(home, holder + ".1");
            // The child of the wrapper and the parent of the others die first.
            var code =
                    "setsid env -i /bin/sh -c 'trap \"\" TERM; sleep $1 & exec sleep $1' & trap"
                            + " 'exit 3' TERM; while :; do sleep 0.1; done";
            var result = start(code, first, 2);
            first.cancel();
            await().until(() -> new AttemptFiles(first.directory()).exitCode().isPresent());
            first.detach();
            result.get(20, SECONDS);
            assertThat(sleepers()).hasSize(2);

            var next = first.restarted();
            next.cancel();
            var second = new TestPrograms(ControlGroups.none());
            assertThat(second.resume(spec(code), next).get(20, SECONDS))
                    .contains(new Stopped("stopped: exit code 3", 3, null));
            assertThat(sleepers()).isEmpty();
            programs.close();
        }
    }

    /** Without a group, and with a parent that exits before the stop. */
    @Test
    void processesObservedEarlierAreKilled() throws Exception {
        programs("nothing");
        var parent = home.resolve("parent");
        var code =
                "setsid env -i /bin/sh -c 'echo $$ >"
                        + parent
                        + "; setsid sleep $1; :' & sleep 300";
        var result = start(code, context, 1);
        await().until(() -> Files.exists(new AttemptFiles(context.directory()).observed()));
        await().until(
                        () ->
                                Files.readString(new AttemptFiles(context.directory()).observed())
                                        .contains(sleepers().getFirst().pid() + " "));
        ProcessHandle.of(Long.parseLong(Files.readString(parent).strip()))
                .orElseThrow()
                .destroyForcibly();
        await().until(() -> sleepers().getFirst().parent().map(ProcessHandle::pid).orElse(1L) == 1);
        context.cancel();
        result.get(20, SECONDS);
        assertThat(sleepers()).isEmpty();
    }

    /** As pam_systemd does: moved from the group of the attempt into a login scope. */
    @Test
    void processesInALoginScopeAreKilled() throws Exception {
        var top = Path.of("/sys/fs/cgroup/unified/test-" + System.nanoTime());
        var scope = top.resolve("session-c7.scope");
        Assumptions.assumeTrue(Files.isWritable(top.getParent()));
        Files.createDirectories(scope);
        try {
            programs("version 2");
            stop(
                    "sh -c 'echo 0 >"
                            + scope
                            + "/cgroup.procs; (setsid env -i sleep $1 &); sleep 300; :'; :",
                    1);
        } finally {
            ControlGroup.remove(top);
        }
    }

    private void programs(String holder) {
        programs = new TestPrograms(host(holder));
    }

    private static ControlGroups host(String holder) {
        var place = HOLDERS.get(holder);
        Assumptions.assumeTrue(
                place.filter(there -> !Files.isWritable(there)).isEmpty(),
                "no writable control groups");
        return new ControlGroups(Map.of(), place);
    }

    private void stop(String code, int least) throws Exception {
        var result = start(code, context, least);
        context.cancel();
        assertThat(result.get(20, SECONDS)).isInstanceOf(Stopped.class);
        assertThat(sleepers()).isEmpty();
        assertThat(TestPrograms.alive(context.directory())).isEmpty();
        assertThat(AttemptGroups.of(new AttemptFiles(context.directory()), List::of).directories())
                .noneSatisfy(group -> assertThat(group).exists());
    }

    private CompletableFuture<AttemptResult> start(String code, FakeContext of, int least) {
        var result = programs.start(spec(code), of);
        await().until(() -> sleepers().size() >= least);
        return result;
    }

    private JsonNode spec(String code) {
        return shell(code.replace("$1", time));
    }

    /** Running processes that sleep for the time of this test. */
    private List<ProcessHandle> sleepers() {
        return ProcessHandle.allProcesses().filter(this::sleeps).toList();
    }

    private boolean sleeps(ProcessHandle process) {
        try {
            var line = Files.readString(Path.of("/proc", "" + process.pid(), "cmdline"));
            return line.equals("sleep\0" + time + "\0");
        } catch (IOException gone) {
            return false;
        }
    }
}
