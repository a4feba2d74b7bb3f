package dev.obtaskd.step.exec;

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
 * Whom a stop has seen alive. Those by whom a process is known may end before it, and so may the daemon:
 * therefore it is kept in a file of the attempt.
 */
final class Seen {

    private final Path file;
    private final Set<Identity> all = new HashSet<>();
    private final String boot = Identity.currentBoot();

    /** @param file what an earlier life of the daemon kept, if it is there */
    Seen(Path file) {
        this.file = file;
        var lines = Reading.of(() -> Files.readAllLines(file)).orElse(List.of());
        lines.stream().map(line -> Identity.parse(line + "\n")).flatMap(Optional::stream).forEach(all::add);
    }

    boolean has(ProcessStat stat) {
        return all.contains(identity(stat));
    }

    /** Keeps those that are new, as far as there is room for it. */
    void add(Collection<ProcessStat> stats) {
        var fresh = stats.stream().map(this::identity).filter(all::add).map(Identity::line).collect(Collectors.joining());
        if (!fresh.isEmpty()) {
            keep(fresh);
        }
    }

    private void keep(String lines) {
        try {
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException noRoom) {
            // This life knows them; a later one finds whoever has the cookie.
        }
    }

    private Identity identity(ProcessStat stat) {
        return new Identity(stat.pid(), stat.startTicks(), boot);
    }
}
