package dev.obtaskd.step.exec.output;

import dev.obtaskd.step.exec.proc.ProcReader;
import dev.obtaskd.step.exec.proc.ProcessStat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that carries one output of a program from its pipe into a file, and outlives the
 * daemon.
 *
 * @param file in which it left its line of {@code /proc/self/stat} before it carried anything
 */
public record OutputPump(Path file) {

    /** Whether it was at work and has ended. */
    boolean ended() {
        return left().isPresent() && alive().isEmpty();
    }

    /** Its process; empty if it has not begun or has ended. */
    Optional<ProcessStat> alive() {
        return left().flatMap(
                        left ->
                                ProcessStat.of(left.pid())
                                        .filter(now -> now.is(left) && !now.dead()));
    }

    private Optional<ProcessStat> left() {
        return ProcReader.of(() -> Files.readString(file, StandardCharsets.ISO_8859_1))
                .filter(line -> line.endsWith("\n"))
                .map(
                        line ->
                                ProcessStat.parse(
                                        Long.parseLong(line.substring(0, line.indexOf(' '))),
                                        line));
    }
}
