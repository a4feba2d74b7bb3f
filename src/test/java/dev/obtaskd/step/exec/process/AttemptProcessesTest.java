package dev.obtaskd.step.exec.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.step.exec.cgroup.AttemptGroups;
import dev.obtaskd.step.exec.cgroup.ControlGroup;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.ProcessIdentity;
import dev.obtaskd.step.exec.proc.ProcessStat;
import dev.obtaskd.step.exec.proc.ProcessTag;
import dev.obtaskd.step.exec.proc.TagCarriers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which environments are read to find the processes of an attempt. */
class AttemptProcessesTest {

    private final Path directory = Path.of("/sys/fs/cgroup/freezer/test-" + System.nanoTime());
    private final Set<Long> read = ConcurrentHashMap.newKeySet();

    @TempDir Path attempt;

    private AttemptFiles files;
    private Process wrapper;
    private Process program;

    @BeforeEach
    void start() throws IOException {
        files = new AttemptFiles(attempt);
        wrapper = new ProcessBuilder("setsid", "sleep", "300").start();
        program = new ProcessBuilder("setsid", "sleep", "300").start();
        // A process whose session is outside the process namespace of the test looks like a thread
        // of the kernel until it has a session of its own.
        await().until(() -> hasOwnSession(wrapper) && hasOwnSession(program));
        var identity =
                new ProcessIdentity(
                        wrapper.pid(),
                        ProcessStat.of(wrapper.pid()).orElseThrow().startTicks(),
                        ProcessIdentity.currentBoot());
        Files.writeString(attempt.resolve("claim"), identity.line());
    }

    @AfterEach
    void end() {
        wrapper.destroyForcibly().onExit().join();
        program.destroyForcibly().onExit().join();
        ControlGroup.remove(directory);
    }

    @Test
    void environmentsOfOlderProcessesAreNotRead() {
        processes(new AttemptGroups(List.of())).members();
        assertThat(read).contains(wrapper.pid()).doesNotContain(ProcessHandle.current().pid(), 1L);
    }

    @Test
    void withoutAGroupAProcessIsReadTwice() {
        var processes = processes(new AttemptGroups(List.of()));
        assertThat(reads(processes)).contains(program.pid());
        assertThat(reads(processes)).contains(program.pid());
        assertThat(reads(processes)).doesNotContain(program.pid());
    }

    @Test
    void environmentsAreReadOnceWhileTheGroupHoldsAProcess() throws IOException {
        var processes = processes(groupOf(program));
        assertThat(reads(processes)).contains(wrapper.pid()).doesNotContain(program.pid());
        assertThat(processes.groupIsOccupied()).isTrue();
        assertThat(reads(processes)).isEmpty();
        assertThat(reads(processes)).isEmpty();
    }

    @Test
    void environmentsAreReadAgainWhenTheGroupIsEmpty() throws IOException {
        var processes = processes(groupOf(program));
        reads(processes);
        program.destroyForcibly().onExit().join();
        assertThat(processes.groupIsOccupied()).isFalse();
        assertThat(reads(processes)).contains(wrapper.pid());
    }

    private static boolean hasOwnSession(Process process) {
        return ProcessStat.of(process.pid())
                .filter(stat -> stat.session() == process.pid())
                .isPresent();
    }

    private AttemptGroups groupOf(Process process) throws IOException {
        Assumptions.assumeTrue(Files.isWritable(directory.getParent()));
        Files.createDirectory(directory);
        Files.writeString(directory.resolve("cgroup.procs"), "" + process.pid());
        return new AttemptGroups(List.of(new ControlGroup(directory, Map.of())));
    }

    private AttemptProcesses processes(AttemptGroups groups) {
        return new AttemptProcesses(
                files, ProcessTag.fresh(), groups, new TagCarriers(this::recordRead));
    }

    private boolean recordRead(long pid) {
        read.add(pid);
        return false;
    }

    private Set<Long> reads(AttemptProcesses processes) {
        read.clear();
        processes.members();
        return Set.copyOf(read);
    }
}
