package dev.obtaskd.step.exec.process;

import dev.obtaskd.step.exec.proc.ProcessStat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The living processes of an attempt.
 *
 * @param program the program and its descendants
 * @param wrapper the wrapper; empty if it has ended; it is outside of the program's group, stores
 *     the exit code of the program, and ends by itself after it
 */
public record ProcessMembers(List<ProcessStat> program, List<ProcessStat> wrapper) {

    public List<ProcessStat> all() {
        return Stream.concat(program.stream(), wrapper.stream()).toList();
    }

    public boolean none() {
        return program.isEmpty() && wrapper.isEmpty();
    }
}
