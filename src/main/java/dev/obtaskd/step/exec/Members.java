package dev.obtaskd.step.exec;

import java.util.List;
import java.util.stream.Stream;

/**
 * The living processes of an attempt.
 *
 * @param program the program and all that descends from it
 * @param wrapper the wrapper and its helpers, which are outside of the program's group: they bring in what the program
 *     has written and write down how it ended, and end by themselves after it
 */
record Members(List<ProcessStat> program, List<ProcessStat> wrapper) {

    List<ProcessStat> all() {
        return Stream.concat(program.stream(), wrapper.stream()).toList();
    }

    boolean none() {
        return program.isEmpty() && wrapper.isEmpty();
    }
}
