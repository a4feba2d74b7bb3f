package dev.obtaskd.step.exec.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.ProcessStat;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservedProcessesTest {

    private static final List<ProcessStat> PROCESS =
            List.of(
                    ProcessStat.parse(
                            100, "100 (sh) S 50 100 100 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 7"));

    @TempDir Path attempt;

    /** A process that carried the tag may have replaced its environment by an exec since. */
    @Test
    void storesAProcessThatWasNotStoredAtFirst() {
        var files = new AttemptFiles(attempt);
        var observed = ObservedProcesses.recorded(files);
        observed.record(PROCESS, List.of());
        assertThat(ObservedProcesses.recorded(files).has(PROCESS.getFirst())).isFalse();
        observed.record(PROCESS, PROCESS);
        assertThat(ObservedProcesses.recorded(files).has(PROCESS.getFirst())).isTrue();
    }

    @Test
    void removesAProcessThatHasEnded() {
        var observed = ObservedProcesses.none();
        observed.record(PROCESS, PROCESS);
        observed.record(List.of(), List.of());
        assertThat(observed.has(PROCESS.getFirst())).isFalse();
    }
}
