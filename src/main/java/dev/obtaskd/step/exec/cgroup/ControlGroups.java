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
 * Where this host lets the daemon make control groups, and those that ended attempts have left
 * there.
 */
public final class ControlGroups {

    private static final Logger LOG = Logger.getLogger(ControlGroups.class);
    private static final Path SELF = Path.of("/proc/self");

    private final Map<CgroupController, Path> places;
    private final Optional<Path> holder;

    /** Groups of ended attempts in which something goes on. */
    private final Set<Path> occupied = ConcurrentHashMap.newKeySet();

    /**
     * @param places the directory for the groups that hold a limit; limits that are not in it are
     *     held for each process
     * @param holder the directory for the groups that hold the processes of an attempt together,
     *     which each attempt has
     */
    public ControlGroups(Map<CgroupController, Path> places, Optional<Path> holder) {
        this.places = places;
        this.holder = holder;
    }

    /** A host that has none. */
    public static ControlGroups none() {
        return new ControlGroups(Map.of(), Optional.empty());
    }

    /** What this host has, found out by trying. Removes what ended attempts left. */
    public static ControlGroups here() {
        try {
            var groups =
                    usable(
                            CgroupLocations.of(
                                    Files.readString(SELF.resolve("cgroup")),
                                    Files.readString(SELF.resolve("mountinfo"))));
            groups.sweep();
            LOG.infof(
                    "processes of a step held together by control groups: %s; limits: %s",
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
                        (gauge, place) -> {
                            handDown(gauge, place);
                            if (usable(place, gauge.mainFile())) {
                                places.put(gauge, place);
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

    /** Where groups that hold the processes together may be made. */
    Optional<Path> holder() {
        return holder;
    }

    /** The groups of a new attempt, which are not made yet. */
    public List<ControlGroup> of(ResourceLimits limits, ProcessTag cookie) {
        var name = ControlGroup.PREFIX + cookie.value();
        var amounts = new LinkedHashMap<Path, Map<CgroupController, Long>>();
        places.forEach(
                (gauge, place) -> {
                    var amount = limits.amounts().get(gauge.limit());
                    if (amount != null) {
                        amounts.computeIfAbsent(
                                        place.resolve(name),
                                        directory -> new EnumMap<>(CgroupController.class))
                                .put(gauge, amount);
                    }
                });
        holder.ifPresent(place -> amounts.putIfAbsent(place.resolve(name), Map.of()));
        return amounts.entrySet().stream()
                .map(group -> new ControlGroup(group.getKey(), group.getValue()))
                .toList();
    }

    /** An attempt goes on in them: they stay even while they are empty. */
    public void adopt(AttemptGroups groups) {
        occupied.removeAll(groups.directories());
    }

    /**
     * Removes the groups of an attempt that has ended. One that a program left something in goes
     * after a later attempt.
     */
    public void release(AttemptGroups groups) {
        occupied.addAll(groups.directories());
        occupied.removeIf(ControlGroup::remove);
    }

    /** What earlier lives of the daemon left. */
    private void sweep() {
        Stream.concat(places.values().stream(), holder.stream()).distinct().forEach(this::sweep);
    }

    private void sweep(Path place) {
        try (Stream<Path> groups = Files.list(place)) {
            groups.filter(group -> group.getFileName().toString().startsWith(ControlGroup.PREFIX))
                    .filter(group -> !ControlGroup.remove(group))
                    .forEach(occupied::add);
        } catch (IOException gone) {
            LOG.debugf(gone, "%s cannot be looked at", place);
        }
    }

    /** Whether a group made there has that file, and lets us write it. */
    private static boolean usable(Path place, String file) {
        // Not the name of an attempt's group: another daemon that starts now would remove it.
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

    /** Version 2 wants to be told which controllers the groups in a group have. */
    private static void handDown(CgroupController gauge, Path place) {
        var control = place.resolve("cgroup.subtree_control");
        if (Files.exists(control)) {
            try {
                Files.writeString(control, "+" + gauge.controller());
            } catch (IOException refused) {
                LOG.debugf(refused, "%s does not hand down %s", place, gauge.controller());
            }
        }
    }
}
