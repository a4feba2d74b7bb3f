package dev.obtaskd.step.exec.cgroup;

import dev.obtaskd.step.exec.proc.ProcessTag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The directories in which the daemon can make control groups, and the leftover groups of ended
 * attempts.
 */
public final class ControlGroups {

    private static final Logger LOG = Logger.getLogger(ControlGroups.class);
    private static final Path SELF = Path.of("/proc/self");

    private final Map<CgroupController, Path> places;
    private final Optional<Path> holder;

    /** Groups of ended attempts that still contain processes. */
    private final Set<Path> occupied = ConcurrentHashMap.newKeySet();

    /**
     * @param places the directory for groups with a limit; limits not in the map apply to each
     *     process
     * @param holder the directory for the group that each attempt has to track its processes
     */
    public ControlGroups(Map<CgroupController, Path> places, Optional<Path> holder) {
        this.places = places;
        this.holder = holder;
    }

    /** A host without control groups. */
    public static ControlGroups none() {
        return new ControlGroups(Map.of(), Optional.empty());
    }

    /** Probes this host. Removes the groups of ended attempts. */
    public static ControlGroups here() {
        try {
            var groups =
                    usable(
                            CgroupLocations.of(
                                    Files.readString(SELF.resolve("cgroup")),
                                    Files.readString(SELF.resolve("mountinfo"))));
            groups.sweep();
            LOG.infof(
                    "control groups for the processes of a step: %s; limits: %s",
                    groups.holder.map(Path::toString).orElse("no"),
                    groups.places.isEmpty() ? "none" : groups.places);
            return groups;
        } catch (IOException noProc) {
            return none();
        }
    }

    private static ControlGroups usable(CgroupLocations found) {
        var places = new EnumMap<CgroupController, Path>(CgroupController.class);
        found.limits()
                .forEach(
                        (controller, place) -> {
                            enableController(controller, place);
                            if (usable(place, controller.mainFile())) {
                                places.put(controller, place);
                            }
                        });
        return new ControlGroups(
                places,
                found.holders().stream()
                        .filter(place -> usable(place, "cgroup.procs"))
                        .findFirst());
    }

    /** Where groups for limits may be made. */
    Map<CgroupController, Path> places() {
        return places;
    }

    /** Where groups that track processes may be made. */
    Optional<Path> holder() {
        return holder;
    }

    /** The groups of a new attempt; does not make them. */
    public List<ControlGroup> of(ResourceLimits limits, ProcessTag tag) {
        var name = ControlGroup.PREFIX + tag.value();
        var amounts = new LinkedHashMap<Path, Map<CgroupController, Long>>();
        places.forEach(
                (controller, place) -> {
                    var amount = limits.amounts().get(controller.limit());
                    if (amount != null) {
                        amounts.computeIfAbsent(
                                        place.resolve(name),
                                        directory -> new EnumMap<>(CgroupController.class))
                                .put(controller, amount);
                    }
                });
        holder.ifPresent(place -> amounts.putIfAbsent(place.resolve(name), Map.of()));
        return amounts.entrySet().stream()
                .map(group -> new ControlGroup(group.getKey(), group.getValue()))
                .toList();
    }

    /** Keeps groups of a resumed attempt even while they are empty. */
    public void adopt(AttemptGroups groups) {
        occupied.removeAll(groups.directories());
    }

    /**
     * Removes the groups of an ended attempt. A group with processes is removed after a later
     * attempt.
     */
    public void release(AttemptGroups groups) {
        occupied.addAll(groups.directories());
        occupied.removeIf(ControlGroup::remove);
    }

    /** Removes groups that earlier daemons left. */
    private void sweep() {
        Stream.concat(places.values().stream(), holder.stream()).distinct().forEach(this::sweep);
    }

    private void sweep(Path place) {
        try (Stream<Path> groups = Files.list(place)) {
            groups.filter(group -> group.getFileName().toString().startsWith(ControlGroup.PREFIX))
                    .filter(group -> !ControlGroup.remove(group))
                    .forEach(occupied::add);
        } catch (IOException gone) {
            LOG.debugf(gone, "%s cannot be listed", place);
        }
    }

    /** Whether a group made there has that file and it is writable. */
    private static boolean usable(Path place, String file) {
        // Not named like a group of an attempt: another daemon that starts now would remove it.
        var attempt =
                place.resolve(
                        "probe-"
                                + ControlGroup.PREFIX
                                + ProcessHandle.current().pid()
                                + "-"
                                + file);
        try {
            Files.createDirectory(attempt);
            return Files.isWritable(attempt.resolve(file));
        } catch (IOException notOurs) {
            return false;
        } finally {
            ControlGroup.remove(attempt);
        }
    }

    /** Version 2 requires controllers to be enabled for subgroups. */
    private static void enableController(CgroupController controller, Path place) {
        var control = place.resolve("cgroup.subtree_control");
        if (Files.exists(control)) {
            try {
                Files.writeString(control, "+" + controller.controller());
            } catch (IOException refused) {
                LOG.debugf(
                        refused,
                        "%s does not enable the controller %s for its subgroups",
                        place,
                        controller.controller());
            }
        }
    }
}
