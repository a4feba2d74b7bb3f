package dev.obtaskd.step.exec.process;

import dev.obtaskd.step.exec.proc.ProcessStat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The living processes of an attempt.
 *
 * @param program the program and all that descends from it
 * @param wrapper the wrapper, or nothing if it has ended; it is outside of the program's group,
 *     writes down how the program ended, and ends by itself after it
 */
public record ProcessMembers(List<ProcessStat> program, List<ProcessStat> wrapper) {

    public List<ProcessStat> all() {
        return Stream.concat(program.stream(), wrapper.stream()).toList();
    }

    public boolean none() {
        return program.isEmpty() && wrapper.isEmpty();
    }
}
