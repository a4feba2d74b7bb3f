package dev.obtaskd.step.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The control groups that one attempt has; where there are none, every answer is an empty one. */
record AttemptGroups(List<ControlGroup> all) {

    /**
     * Those that were kept with the attempt, as a later life of the daemon may live somewhere else.
     *
     * @param fresh the groups of an attempt that no wrapper was started for, which are kept now
     */
    static AttemptGroups of(AttemptFiles files, Supplier<List<ControlGroup>> fresh) throws IOException {
        if (files.claimed()) {
            var kept = Reading.of(() -> Files.readAllLines(files.groups())).orElse(List.of());
            return new AttemptGroups(kept.stream().map(ControlGroup::parse).flatMap(Optional::stream).toList());
        }
        var groups = fresh.get();
        if (!groups.isEmpty()) {
            Files.write(files.groups(), groups.stream().map(ControlGroup::line).toList());
        }
        return new AttemptGroups(groups);
    }

    /** The keys of {@code limits} that they hold. */
    Set<String> held() {
        return all.stream().map(group -> group.gauge().limit()).collect(Collectors.toSet());
    }

    /** The processes in them. */
    Set<Long> pids() {
        return all.stream().flatMap(ControlGroup::pids).collect(Collectors.toSet());
    }

    /** The limits that were met, in words. */
    List<String> met() {
        return all.stream().map(ControlGroup::met).flatMap(Optional::stream).toList();
    }

    /** What they hold, for the log; empty where there are none. */
    Optional<String> words() {
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of("held by a control group, for all its processes together: "
                        + all.stream().map(group -> "limits." + group.gauge().limit()).collect(Collectors.joining(", ")));
    }

    /** Removes those that nobody is in. */
    void remove() {
        all.stream().map(ControlGroup::directory).distinct().forEach(ControlGroup::remove);
    }
}
