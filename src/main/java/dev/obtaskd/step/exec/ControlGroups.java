package dev.obtaskd.step.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Where this host lets the daemon make control groups.
 *
 * @param places the directory for the groups that hold a limit; limits that are not in it are held for each process
 */
record ControlGroups(Map<Gauge, Path> places) {

    private static final Logger LOG = Logger.getLogger(ControlGroups.class);
    private static final Path SELF = Path.of("/proc/self");

    /** A host that has none. */
    static ControlGroups none() {
        return new ControlGroups(Map.of());
    }

    /** What this host has, found out by trying. Removes what ended attempts left. */
    static ControlGroups here() {
        try {
            var found = GroupPlaces.of(Files.readString(SELF.resolve("cgroup")), Files.readString(SELF.resolve("mountinfo")));
            var places = new EnumMap<Gauge, Path>(Gauge.class);
            found.forEach((gauge, place) -> {
                if (usable(gauge, place)) {
                    places.put(gauge, place);
                }
            });
            places.values().forEach(ControlGroups::sweep);
            LOG.infof("limits held by control groups: %s", places.isEmpty() ? "none" : places);
            return new ControlGroups(places);
        } catch (IOException noProc) {
            return none();
        }
    }

    /** The groups of a new attempt, which are not made yet. */
    List<ControlGroup> of(Limits limits, Cookie cookie) {
        return places.entrySet().stream()
                .filter(place -> limits.amounts().containsKey(place.getKey().limit()))
                .map(place -> new ControlGroup(place.getKey(), limits.amounts().get(place.getKey().limit()),
                        place.getValue().resolve(ControlGroup.PREFIX + cookie.value())))
                .toList();
    }

    /** Whether a group made there can hold the limit. */
    private static boolean usable(Gauge gauge, Path place) {
        handDown(gauge, place);
        var attempt = place.resolve(ControlGroup.PREFIX + "probe-" + ProcessHandle.current().pid() + "-" + gauge);
        try {
            Files.createDirectory(attempt);
            return Files.isWritable(attempt.resolve(gauge.mainFile()));
        } catch (IOException notOurs) {
            return false;
        } finally {
            ControlGroup.remove(attempt);
        }
    }

    /** Version 2 wants to be told which controllers the groups in a group have. */
    private static void handDown(Gauge gauge, Path place) {
        var control = place.resolve("cgroup.subtree_control");
        if (Files.exists(control)) {
            try {
                Files.writeString(control, "+" + gauge.controller());
            } catch (IOException refused) {
                LOG.debugf(refused, "%s does not hand down %s", place, gauge.controller());
            }
        }
    }

    private static void sweep(Path place) {
        try (Stream<Path> groups = Files.list(place)) {
            groups.filter(group -> group.getFileName().toString().startsWith(ControlGroup.PREFIX)).forEach(ControlGroup::remove);
        } catch (IOException gone) {
            LOG.debugf(gone, "%s cannot be looked at", place);
        }
    }
}
