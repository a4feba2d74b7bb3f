package dev.obtaskd.step.exec;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the directories in which the daemon may make control groups, from what the kernel says of itself. */
final class GroupPlaces {

    /**
     * The name of the daemon's own group where version 2 is used. Groups with processes of their own cannot hand limits
     * to others there, and systemd could not start the daemon again in one that does so: the unit has to put it into a
     * subgroup, whose name says that the group above was delegated.
     */
    private static final String SUBGROUP = "daemon";

    private GroupPlaces() {}

    /**
     * The places for each limit that has any.
     *
     * @param cgroup text of {@code /proc/self/cgroup}
     * @param mountinfo text of {@code /proc/self/mountinfo}
     */
    static Map<Gauge, Path> of(String cgroup, String mountinfo) {
        var places = new EnumMap<Gauge, Path>(Gauge.class);
        var mounts = mountinfo.lines().map(GroupPlaces::mount).flatMap(Optional::stream).toList();
        cgroup.lines().map(line -> line.split(":", 3)).forEach(own -> {
            var controllers = Arrays.asList(own[1].split(","));
            for (var gauge : Gauge.values()) {
                if (gauge != Gauge.MEMORY_V2 && controllers.contains(gauge.controller())) {
                    directory(mounts, gauge.controller(), own[2]).ifPresent(place -> places.put(gauge, place));
                }
            }
        });
        cgroup.lines().filter(line -> line.startsWith("0::")).forEach(own -> directory(mounts, "", own.substring(3))
                .filter(place -> place.endsWith(SUBGROUP))
                .map(Path::getParent)
                .ifPresent(parent -> version2(parent, places)));
        return places;
    }

    /** A controller is in one version only. */
    private static void version2(Path parent, Map<Gauge, Path> places) {
        places.putIfAbsent(Gauge.PROCESSES, parent);
        if (!places.containsKey(Gauge.MEMORY_V1)) {
            places.put(Gauge.MEMORY_V2, parent);
        }
    }

    /** Where a group is to be seen; nowhere, if only a part of the tree that it is not in is mounted. */
    private static Optional<Path> directory(List<Mount> mounts, String controller, String group) {
        return mounts.stream()
                .filter(mount -> mount.controllers().contains(controller) && Path.of(group).startsWith(mount.root()))
                .map(mount -> mount.point().resolve(mount.root().relativize(Path.of(group))).normalize())
                .findFirst();
    }

    /**
     * A tree of groups.
     *
     * @param root the group that is to be seen at the mount point
     * @param controllers who counts in it, in version 1; one without a name stands for version 2
     */
    private record Mount(Path root, Path point, List<String> controllers) {}

    private static Optional<Mount> mount(String line) {
        var fields = line.split(" ");
        var dash = Arrays.asList(fields).indexOf("-");
        if (dash < 0 || dash + 3 >= fields.length) {
            return Optional.empty();
        }
        return switch (fields[dash + 1]) {
            case "cgroup" -> Optional.of(new Mount(Path.of(fields[3]), Path.of(fields[4]), List.of(fields[dash + 3].split(","))));
            case "cgroup2" -> Optional.of(new Mount(Path.of(fields[3]), Path.of(fields[4]), List.of("")));
            default -> Optional.empty();
        };
    }
}
