package dev.obtaskd.step.exec.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.step.FakeContext;
import dev.obtaskd.step.exec.TestPrograms;
import dev.obtaskd.step.exec.cgroup.AttemptGroups;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.ProcessIdentity;
import dev.obtaskd.step.exec.proc.ProcessTag;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Succeeded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrapperPoolTest {

    @AutoClose private final TestPrograms programs = new TestPrograms();

    private final List<ProcessHandle> others = ProcessHandle.current().children().toList();

    @TempDir Path home;

    @Test
    void anAttemptUsesASpareWrapper() throws Exception {
        run("1.1");
        var spares = awaitSpares();
        run("1.2");
        assertThat(spares).extracting(ProcessHandle::pid).contains(claimant("1.2").pid());
    }

    @Test
    void startsTheNextWrapperWhenOneHasEnded() throws Exception {
        run("1.1");
        awaitSpares();
        var parents = parents();
        for (var attempt = 2; attempt < 12; attempt++) {
            run("1." + attempt);
            awaitSpares();
        }
        // On a busy host another wrapper is started while a program runs; no started wrapper is
        // lost.
        assertThat(parents()).containsAnyElementsOf(parents).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void doesNotExecuteTheRestOfTheInputOfAKilledWrapper() throws Exception {
        var parent = WrapperParent.start(new AttemptScript(), "/bin/sh");
        parent.write("touch " + home.resolve("ran") + "\ntouch " + home.resolve("ran") + "\n");
        await().until(() -> !parent.isAlive());
        assertThat(home.resolve("ran")).doesNotExist();
    }

    /** The daemon may die while it writes. */
    @Test
    void doesNotExecuteTruncatedInput() throws Exception {
        for (var shell : List.of("/bin/sh", "/bin/bash")) {
            var context = new FakeContext(home, "cut." + shell.length());
            var spec =
                    ExecSpec.of(TestPrograms.spec("touch", home.resolve("ran").toString(), "more"));
            var tag = ProcessTag.fresh();
            var text = new AttemptScript().text(spec, context, new AttemptGroups(List.of()), tag);
            for (var end :
                    new int[] {
                        text.indexOf("obtaskd_attempt") + 16,
                        text.indexOf(" 'more'"),
                        text.indexOf("\nexit"),
                        text.length() - 3
                    }) {
                var wrapper =
                        WrapperParent.start(new AttemptScript(), shell)
                                .next(ProcessTag.fresh(), ended -> {});
                wrapper.parent().write(text.substring(0, end));
                wrapper.close();
                await().until(() -> !wrapper.parent().isAlive());
            }
            assertThat(home.resolve("ran")).as(shell).doesNotExist();
            assertThat(new AttemptFiles(context.directory()).claimed()).as(shell).isFalse();
        }
    }

    @Test
    void theProgramHasTheTagOfItsAttempt() throws Exception {
        run("1.1");
        awaitSpares();
        var context = new FakeContext(home, "1.2");
        programs.run(TestPrograms.shell("echo $OBTASKD_ATTEMPT"), context);
        assertThat(context.stdout()).isEqualTo("1.2\n");
    }

    @Test
    void replacesASpareWrapperThatWasKilled() throws Exception {
        run("1.1");
        awaitSpares().forEach(ProcessHandle::destroyForcibly);
        await().until(() -> ProcessHandle.current().children().allMatch(others::contains));
        run("1.2");
    }

    @Test
    void aWrapperThatCannotWriteItsFilesRunsNothing() throws Exception {
        var context = new FakeContext(home, "1.1");
        Files.createSymbolicLink(
                new AttemptFiles(context.directory()).stderr(), home.resolve("nowhere/stderr"));
        assertThat(
                        programs.run(
                                TestPrograms.spec("touch", home.resolve("ran").toString()),
                                context))
                .isEqualTo(
                        Failed.error(
                                "files of the attempt could not be written: the disk may be full"));
        assertThat(home.resolve("ran")).doesNotExist();
    }

    @Test
    void aWrapperWithoutInputEndsAndDoesNothing() throws Exception {
        var wrapper =
                WrapperParent.start(new AttemptScript(), "/bin/sh")
                        .next(ProcessTag.fresh(), ended -> {});
        wrapper.close();
        assertThat(wrapper.end().get(20, SECONDS)).isZero();
        await().until(() -> !wrapper.parent().isAlive());
    }

    @Test
    void spareWrappersEndWithTheDaemon() throws Exception {
        run("1.1");
        var spares = awaitSpares();
        programs.close();
        await().until(() -> spares.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void keepsTheTagOfAnAttemptThatMayHaveAWrapper() throws Exception {
        run("1.1");
        awaitSpares();
        var context = new FakeContext(home, "1.2");
        var tag = ProcessTag.fresh();
        tag.store(new AttemptFiles(context.directory()));
        assertThat(programs.run(TestPrograms.spec("true"), context))
                .isEqualTo(new Succeeded(Map.of(), 0));
        assertThat(ProcessTag.stored(new AttemptFiles(context.directory()))).contains(tag);
    }

    private void run(String attempt) throws Exception {
        var context = new FakeContext(home, attempt);
        assertThat(programs.run(TestPrograms.spec("true"), context))
                .isEqualTo(new Succeeded(Map.of(), 0));
    }

    private ProcessIdentity claimant(String attempt) {
        return new AttemptFiles(new FakeContext(home, attempt).directory())
                .claimant()
                .orElseThrow();
    }

    /** The shells of the spare wrappers of this test; their parents are the shells of the pumps. */
    private List<ProcessHandle> awaitSpares() {
        return await().until(this::spares, found -> found.size() >= 2);
    }

    private Set<ProcessHandle> parents() {
        return ProcessHandle.current()
                .children()
                .filter(child -> !others.contains(child))
                .collect(Collectors.toSet());
    }

    private List<ProcessHandle> spares() {
        return ProcessHandle.current()
                .children()
                .filter(child -> !others.contains(child))
                .flatMap(ProcessHandle::descendants)
                .filter(WrapperPoolTest::waits)
                .toList();
    }

    private static boolean waits(ProcessHandle child) {
        try {
            var line = Files.readString(Path.of("/proc", "" + child.pid(), "cmdline"));
            return line.startsWith("/bin/sh\0-c\0") && line.endsWith("\0obtaskd-step\0");
        } catch (Exception gone) {
            return false;
        }
    }
}
