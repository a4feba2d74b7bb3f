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

/** The control groups of one attempt; may be empty. */
public record AttemptGroups(List<ControlGroup> all) {

    /**
     * The groups stored with the attempt: a later daemon may itself run in another group.
     *
     * @param fresh the groups of an attempt without a wrapper, which are stored and made now
     */
    public static AttemptGroups of(AttemptFiles files, Supplier<List<ControlGroup>> fresh)
            throws IOException {
        if (files.claimed()) {
            return new AttemptGroups(
                    ControlGroup.parse(
                            ProcReader.read(() -> Files.readAllLines(files.groups()))
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

    /** The keys of {@code limits} that the groups enforce. */
    public Set<String> enforced() {
        return controllers().map(CgroupController::limit).collect(Collectors.toSet());
    }

    /** Whether no process of the program can leave the groups, unless root moves it. */
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

    /** Descriptions of the limits that were reached. */
    public List<String> limitsReached() {
        return all.stream().flatMap(ControlGroup::limitsReached).toList();
    }

    /** The enforced limits as text for the log; empty without limits. */
    public Optional<String> description() {
        return enforced().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "limits enforced by a control group for all processes together: "
                                + controllers()
                                        .map(controller -> "limits." + controller.limit())
                                        .collect(Collectors.joining(", ")));
    }

    private Stream<CgroupController> controllers() {
        return all.stream().flatMap(group -> group.limits().keySet().stream());
    }
}
