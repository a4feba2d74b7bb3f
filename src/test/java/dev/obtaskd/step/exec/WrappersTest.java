package dev.obtaskd.step.exec;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.step.FakeContext;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Succeeded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrappersTest {

    @AutoClose
    private final Programs programs = new Programs();

    private final List<ProcessHandle> others = ProcessHandle.current().children().toList();

    @TempDir
    Path home;

    @Test
    void oneWaitsForTheAttemptToCome() throws Exception {
        run("1.1");
        var spare = awaitSpare();
        run("1.2");
        assertThat(claimant("1.2").pid()).isEqualTo(spare.pid());
    }

    @Test
    void theProgramKnowsItsAttemptThoughItsWrapperIsOlder() throws Exception {
        run("1.1");
        awaitSpare();
        var context = new FakeContext(home, "1.2");
        programs.run(Programs.shell("echo $OBTASKD_ATTEMPT"), context);
        assertThat(context.stdout()).isEqualTo("1.2\n");
    }

    @Test
    void oneThatWasKilledMeanwhileIsNotMissed() throws Exception {
        run("1.1");
        var spare = awaitSpare();
        spare.destroyForcibly();
        await().until(() -> ProcessHandle.current().children().allMatch(others::contains));
        run("1.2");
    }

    @Test
    void oneThatCannotWriteItsFilesRunsNothing() throws Exception {
        var context = new FakeContext(home, "1.1");
        Files.createSymbolicLink(new AttemptFiles(context.directory()).stderr(), home.resolve("nowhere/stderr"));
        assertThat(programs.run(Programs.spec("touch", home.resolve("ran").toString()), context))
                .isEqualTo(Failed.error("the step's own files could not be written: is the disk full?"));
        assertThat(home.resolve("ran")).doesNotExist();
    }

    @Test
    void oneThatIsToldNothingEndsAndDoesNothing() throws Exception {
        var wrapper = Parent.begin(new Script(), "/bin/sh").next(Cookie.fresh(), ended -> {});
        wrapper.close();
        assertThat(wrapper.end().get(20, SECONDS)).isZero();
        await().until(() -> !wrapper.parent().isAlive());
    }

    @Test
    void theSpareOneGoesWithTheDaemon() throws Exception {
        run("1.1");
        var spare = awaitSpare();
        programs.close();
        await().until(() -> !spare.isAlive());
    }

    @Test
    void anAttemptThatMayHaveAWrapperKeepsItsCookie() throws Exception {
        run("1.1");
        awaitSpare();
        var context = new FakeContext(home, "1.2");
        var kept = Cookie.fresh();
        kept.keep(new AttemptFiles(context.directory()));
        assertThat(programs.run(Programs.spec("true"), context)).isEqualTo(new Succeeded(Map.of(), 0));
        assertThat(Cookie.kept(new AttemptFiles(context.directory()))).contains(kept);
    }

    private void run(String attempt) throws Exception {
        var context = new FakeContext(home, attempt);
        assertThat(programs.run(Programs.spec("true"), context)).isEqualTo(new Succeeded(Map.of(), 0));
    }

    private Identity claimant(String attempt) {
        return new AttemptFiles(new FakeContext(home, attempt).directory()).claimant().orElseThrow();
    }

    /** The shell that waits because of this test; its parents are the shells of the pumps. */
    private ProcessHandle awaitSpare() {
        return await().until(this::spares, found -> found.size() == 1).getFirst();
    }

    private List<ProcessHandle> spares() {
        return ProcessHandle.current()
                .children()
                .filter(child -> !others.contains(child))
                .flatMap(ProcessHandle::descendants)
                .filter(WrappersTest::waits)
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
