package dev.obtaskd.step.exec.cgroup;

import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.ProcReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The control groups that one attempt has; where there are none, every answer is an empty one. */
public record AttemptGroups(List<ControlGroup> all) {

    /**
     * Those that were kept with the attempt, as a later life of the daemon may live somewhere else.
     *
     * @param fresh the groups of an attempt that no wrapper was started for, which are kept and
     *     made now
     */
    public static AttemptGroups of(AttemptFiles files, Supplier<List<ControlGroup>> fresh)
            throws IOException {
        if (files.claimed()) {
            return new AttemptGroups(
                    ControlGroup.parse(
                            ProcReader.of(() -> Files.readAllLines(files.groups()))
                                    .orElse(List.of())));
        }
        var groups = fresh.get();
        if (!groups.isEmpty()) {
            Files.write(
                    files.groups(),
                    groups.stream().flatMap(group -> group.lines().stream()).toList());
        }
        groups.forEach(ControlGroup::make);
        return new AttemptGroups(groups);
    }

    public Set<Path> directories() {
        return all.stream().map(ControlGroup::directory).collect(Collectors.toSet());
    }

    /** The keys of {@code limits} that they hold. */
    public Set<String> held() {
        return gauges().map(CgroupController::limit).collect(Collectors.toSet());
    }

    /** Whether no process of the program can be outside of them, unless root moves it. */
    public boolean keepAll() {
        return all.stream().anyMatch(ControlGroup::keepsAll);
    }

    /** The processes in them. */
    public Set<Long> pids() {
        return all.stream().flatMap(ControlGroup::pids).collect(Collectors.toSet());
    }

    /** See {@link ControlGroup#freeze}. */
    public void freeze(boolean frozen) {
        all.forEach(group -> group.freeze(frozen));
    }

    /**
     * Has the kernel kill each group at once, where it can.
     *
     * @return the processes of these groups
     */
    public Set<Long> kill() {
        return all.stream().flatMap(ControlGroup::kill).collect(Collectors.toSet());
    }

    /** The limits that were met, in words. */
    public List<String> met() {
        return all.stream().flatMap(ControlGroup::met).toList();
    }

    /** Which limits they hold, for the log; empty where they hold none. */
    public Optional<String> words() {
        return held().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "held by a control group, for all its processes together: "
                                + gauges().map(gauge -> "limits." + gauge.limit())
                                        .collect(Collectors.joining(", ")));
    }

    private Stream<CgroupController> gauges() {
        return all.stream().flatMap(group -> group.limits().keySet().stream());
    }
}
