package dev.obtaskd.step.exec.process;

import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.ProcReader;
import dev.obtaskd.step.exec.proc.ProcessIdentity;
import dev.obtaskd.step.exec.proc.ProcessStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which processes were seen to be an attempt's, and still were at the last look. What made them
 * known, a parent or a cookie, may end before them, and so may the daemon: therefore they are kept
 * in a file of the attempt as well.
 */
final class ObservedProcesses {

    private final Optional<Path> file;
    private final String boot = ProcessIdentity.currentBoot();
    private Set<ProcessIdentity> living = new HashSet<>();
    private Set<Long> sessions = Set.of();

    private ObservedProcesses(Optional<Path> file) {
        this.file = file;
    }

    /** Nothing was, and nothing is to be kept. */
    static ObservedProcesses nothing() {
        return new ObservedProcesses(Optional.empty());
    }

    /** What an earlier life of the daemon kept. */
    static ObservedProcesses kept(AttemptFiles files) {
        var seen = new ObservedProcesses(Optional.of(files.seen()));
        var lines = ProcReader.of(() -> Files.readAllLines(files.seen())).orElse(List.of());
        lines.stream()
                .map(line -> ProcessIdentity.parse(line + "\n"))
                .flatMap(Optional::stream)
                .forEach(seen.living::add);
        return seen;
    }

    boolean has(ProcessStat stat) {
        return living.contains(identity(stat));
    }

    /**
     * The sessions of those at the last look, whose leader may have ended since. Without those
     * whose number went to a new process.
     */
    Set<Long> sessions(List<ProcessStat> alive) {
        var reused =
                alive.stream()
                        .filter(stat -> !has(stat))
                        .map(ProcessStat::pid)
                        .collect(Collectors.toSet());
        return sessions.stream()
                .filter(session -> !reused.contains(session))
                .collect(Collectors.toSet());
    }

    /**
     * Remembers all that are alive.
     *
     * @param toKeep those that a later life of the daemon could not find by itself
     */
    void add(Collection<ProcessStat> alive, Collection<ProcessStat> toKeep) {
        keep(
                toKeep.stream()
                        .filter(stat -> !has(stat))
                        .map(stat -> identity(stat).line())
                        .collect(Collectors.joining()));
        living = alive.stream().map(this::identity).collect(Collectors.toSet());
        sessions = alive.stream().map(ProcessStat::session).collect(Collectors.toSet());
    }

    private void keep(String lines) {
        if (file.isPresent() && !lines.isEmpty()) {
            try {
                Files.writeString(
                        file.get(), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException noRoom) {
                // This life knows them; a later one finds what is in a group or has the cookie.
            }
        }
    }

    private ProcessIdentity identity(ProcessStat stat) {
        return new ProcessIdentity(stat.pid(), stat.startTicks(), boot);
    }
}
