package dev.obtaskd.step.exec.output;

import dev.obtaskd.step.exec.proc.ProcReader;
import dev.obtaskd.step.exec.proc.ProcessStat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that copies one output of a program from its pipe into a file; it outlives the
 * daemon.
 *
 * @param file contains its line of {@code /proc/self/stat}, written before it copies anything
 */
public record OutputPump(Path file) {

    /** Whether it has started and ended. */
    boolean ended() {
        return recorded().isPresent() && alive().isEmpty();
    }

    /** Its process; empty if it has not started or has ended. */
    Optional<ProcessStat> alive() {
        return recorded()
                .flatMap(
                        recorded ->
                                ProcessStat.of(recorded.pid())
                                        .filter(now -> now.isSame(recorded) && !now.dead()));
    }

    private Optional<ProcessStat> recorded() {
        return ProcReader.read(() -> Files.readString(file, StandardCharsets.ISO_8859_1))
                .filter(line -> line.endsWith("\n"))
                .map(
                        line ->
                                ProcessStat.parse(
                                        Long.parseLong(line.substring(0, line.indexOf(' '))),
                                        line));
    }
}
