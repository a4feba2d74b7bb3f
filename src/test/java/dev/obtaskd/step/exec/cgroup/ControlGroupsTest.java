package dev.obtaskd.step.exec.cgroup;

import static dev.obtaskd.step.exec.TestPrograms.JSON;
import static dev.obtaskd.step.exec.TestPrograms.shell;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.step.FakeContext;
import dev.obtaskd.step.exec.TestPrograms;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.process.AttemptProcesses;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import dev.obtaskd.task.AttemptResult.Succeeded;
import dev.obtaskd.task.FailureCause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs of root that exceed their limits, on a host with control groups. Even without limits,
 * each uses at most a few hundred processes or megabytes.
 */
class ControlGroupsTest {

    /** Starts at most four hundred processes; a failed fork is reported and ends the program. */
    private static final String BOMB =
            "i=0; while [ $i -lt 400 ]; do sleep 20 & i=$((i+1)); done; wait";

    /** Four processes of 60 MiB each, each of which stays below the limit. */
    private static final String HOGS =
            "hog() { head -c 60M /dev/zero | tail -c 60M | (sleep 1; cat) | wc -c; }; hog & hog &"
                    + " hog & hog & wait";

    private final ControlGroups groups = ControlGroups.here();

    @AutoClose private final TestPrograms programs = new TestPrograms(groups);

    @TempDir Path home;

    private FakeContext context;

    @BeforeEach
    void context() {
        Assumptions.assumeTrue(groups.places().size() == 2, "no writable control groups");
        context = new FakeContext(home, "42.1");
    }

    @Test
    void aForkBombOfRootFailsWithTheNameOfTheLimit() throws Exception {
        var result = programs.run(limited(BOMB, "{'processes':64}"), context);
        assertThat(result)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed ->
                                assertThat(failed.message())
                                        .containsPattern(
                                                "^exit code 2; limits.processes \\(64\\) was"
                                                    + " reached: [0-9]+ times the kernel refused a"
                                                    + " new process$"));
        assertThat(context.system)
                .contains(
                        "limits enforced by a control group for all processes together:"
                                + " limits.processes");
        assertThat(TestPrograms.alive(context.directory())).hasSizeBetween(1, 64);
        AttemptProcesses.kill(TestPrograms.alive(context.directory()));
    }

    @Test
    void stopsAProcessWithoutTagAndParent() throws Exception {
        var result =
                programs.start(
                        limited("setsid env -i /bin/sleep 30 & wait; sleep 30", "{'processes':64}"),
                        context);
        await().until(() -> groupsOf(context).stream().flatMap(ControlGroup::pids).count() >= 2);
        context.cancel();
        assertThat(result.get(20, SECONDS)).isInstanceOf(Stopped.class);
        assertThat(groupsOf(context)).noneSatisfy(group -> assertThat(group.directory()).exists());
    }

    @Test
    void limitsTheMemoryOfAllProcessesTogether() throws Exception {
        var result = programs.run(limited(HOGS + "; exit 5", "{'memory':'100M'}"), context);
        assertThat(result)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed ->
                                assertThat(failed.message())
                                        .containsPattern(
                                                "limits.memory \\(104857600\\) was reached: [0-9]+"
                                                        + " times the kernel killed a process$"));
        assertThat(groupsOf(context))
                .isNotEmpty()
                .allSatisfy(group -> assertThat(group.directory()).doesNotExist());
    }

    @Test
    void otherProgramsContinueBesideOneAtItsLimit() throws Exception {
        var neighbour = new FakeContext(home, "43.1");
        var quiet =
                programs.start(
                        limited(
                                "sleep 2; head -c 20M /dev/zero | tail -c 20M | wc -c",
                                "{'memory':'100M'}"),
                        neighbour);
        assertThat(programs.run(limited(HOGS + "; exit 5", "{'memory':'100M'}"), context))
                .isInstanceOf(Failed.class);
        assertThat(quiet.get(20, SECONDS)).isEqualTo(new Succeeded(Map.of(), 0));
    }

    @Test
    void limitsAProgramOfAnotherUser() throws Exception {
        var spec =
                limited("cat /proc/self/cgroup", "{'memory':'100M','processes':20}")
                        .put("user", "games");
        assertThat(programs.run(spec, context)).isEqualTo(new Succeeded(Map.of(), 0));
        for (var group : groupsOf(context)) {
            assertThat(context.stdout()).contains("/" + group.directory().getFileName());
        }
        assertThat(groupsOf(context))
                .hasSize(3)
                .allSatisfy(group -> assertThat(group.directory()).doesNotExist());
    }

    @Test
    void aResumedProgramKeepsItsLimit() throws Exception {
        var spec = untilGo(BOMB);
        var next = leave(spec);
        // This daemon has no control groups of its own.
        var result = new TestPrograms().resume(spec, next);
        Files.createFile(home.resolve("go"));

        assertThat(result.get(20, SECONDS))
                .get()
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed ->
                                assertThat(failed.message())
                                        .contains("limits.processes (64) was reached"));
        AttemptProcesses.kill(TestPrograms.alive(next.directory()));
    }

    @Test
    void removesTheGroupOfAProgramThatEndedWhileDown() throws Exception {
        var spec = untilGo("exit 3");
        var next = leave(spec);
        Files.createFile(home.resolve("go"));
        await().until(() -> TestPrograms.alive(next.directory()).isEmpty());
        assertThat(programs.resume(spec, next).get(20, SECONDS))
                .contains(new Failed(FailureCause.ERROR, "exit code 3", 3, null));
        assertThat(groupsOf(next))
                .isNotEmpty()
                .allSatisfy(group -> assertThat(group.directory()).doesNotExist());
    }

    @Test
    void aStartRemovesEmptyGroupsOnly() throws Exception {
        programs.run(limited("sleep 30 & exit 0", "{'processes':64}"), context);
        var left = groupsOf(context).stream().map(ControlGroup::directory).toList();
        ControlGroups.here();
        assertThat(left).hasSize(2).allSatisfy(group -> assertThat(group).exists());

        AttemptProcesses.kill(TestPrograms.alive(context.directory()));
        await().until(() -> TestPrograms.alive(context.directory()).isEmpty());
        ControlGroups.here();
        assertThat(left).noneSatisfy(group -> assertThat(group).exists());
    }

    @Test
    void keepsTheGroupOfRemainingProcessesUntilALaterAttempt() throws Exception {
        var later = new FakeContext(home, "43.1");
        assertThat(programs.run(shell("sleep 30 & exit 0"), context))
                .isEqualTo(new Succeeded(Map.of(), 0));
        var left = groupsOf(context).getFirst();
        programs.run(shell("exit 0"), later);
        assertThat(left.pids()).hasSize(1);
        assertThat(groupsOf(later).getFirst().directory()).doesNotExist();

        AttemptProcesses.kill(TestPrograms.alive(context.directory()));
        await().until(() -> left.pids().findAny().isEmpty());
        programs.run(shell("exit 0"), new FakeContext(home, "44.1"));
        assertThat(left.directory()).doesNotExist();
    }

    private ObjectNode untilGo(String code) throws Exception {
        var go = home.resolve("go");
        return limited(
                "echo ready; until [ -e " + go + " ]; do sleep 0.05; done; " + code,
                "{'processes':64}");
    }

    /** Leaves the program running as if the daemon were killed. */
    private FakeContext leave(ObjectNode spec) throws Exception {
        var first = programs.start(spec, context);
        await().until(() -> context.stdout().contains("ready"));
        context.detach();
        first.get(20, SECONDS);
        assertThat(groupsOf(context))
                .isNotEmpty()
                .allSatisfy(group -> assertThat(group.directory()).exists());
        return context.restarted();
    }

    private static List<ControlGroup> groupsOf(FakeContext context) throws Exception {
        return AttemptGroups.of(new AttemptFiles(context.directory()), List::of).all();
    }

    private static ObjectNode limited(String code, String limits) throws Exception {
        return shell(code).set("limits", JSON.readTree(limits.replace('\'', '"')));
    }
}
