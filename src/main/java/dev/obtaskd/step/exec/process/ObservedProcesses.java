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
 * Processes observed as members of an attempt that were alive at the last scan. What identified
 * them, a parent or a tag, may end before them, and so may the daemon: therefore a file of the
 * attempt records them as well.
 */
final class ObservedProcesses {

    private final Optional<Path> file;
    private final String boot = ProcessIdentity.currentBoot();
    private Set<ProcessIdentity> living = new HashSet<>();
    private final Set<ProcessIdentity> stored = new HashSet<>();
    private Set<Long> sessions = Set.of();

    private ObservedProcesses(Optional<Path> file) {
        this.file = file;
    }

    /** Nothing observed so far, and no file. */
    static ObservedProcesses none() {
        return new ObservedProcesses(Optional.empty());
    }

    /** The processes that an earlier daemon recorded. */
    static ObservedProcesses recorded(AttemptFiles files) {
        var observed = new ObservedProcesses(Optional.of(files.observed()));
        var lines = ProcReader.read(() -> Files.readAllLines(files.observed())).orElse(List.of());
        lines.stream()
                .map(line -> ProcessIdentity.parse(line + "\n"))
                .flatMap(Optional::stream)
                .forEach(observed.stored::add);
        observed.living.addAll(observed.stored);
        return observed;
    }

    boolean has(ProcessStat stat) {
        return living.contains(identity(stat));
    }

    /**
     * The sessions of the last scan, whose leader may have ended since. Excludes numbers that a new
     * process has reused.
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
     * Replaces the observed processes.
     *
     * @param toStore those that a later daemon could not find by itself
     */
    void record(Collection<ProcessStat> alive, Collection<ProcessStat> toStore) {
        living = alive.stream().map(this::identity).collect(Collectors.toSet());
        sessions = alive.stream().map(ProcessStat::session).collect(Collectors.toSet());
        stored.retainAll(living);
        store(toStore.stream().map(this::identity).filter(stored::add).toList());
    }

    private void store(List<ProcessIdentity> identities) {
        if (file.isPresent() && !identities.isEmpty()) {
            var lines =
                    identities.stream().map(ProcessIdentity::line).collect(Collectors.joining());
            try {
                Files.writeString(
                        file.get(), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException diskFull) {
                // This daemon knows them; a later one finds members by group or tag.
            }
        }
    }

    private ProcessIdentity identity(ProcessStat stat) {
        return new ProcessIdentity(stat.pid(), stat.startTicks(), boot);
    }
}
