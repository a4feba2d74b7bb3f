package dev.obtaskd.step.exec.cgroup;

import dev.obtaskd.path.PathNames;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directories in which the daemon may be able to make control groups, from {@code /proc}.
 *
 * @param limits the directory for each limit that has one
 * @param holders the directories for groups that only track processes, best first
 */
record CgroupLocations(Map<CgroupController, Path> limits, List<Path> holders) {

    /**
     * The name of the daemon's own group in version 2. There a group with processes cannot enable
     * limits for subgroups, and systemd could not restart the daemon in a group that does: the unit
     * puts the daemon into a subgroup with this name, which shows that the parent was delegated.
     */
    private static final String SUBGROUP = "daemon";

    /**
     * Hierarchies for groups that track processes, best first. systemd moves the session of {@code
     * su -} to a group of its own in every tree but the freezer of version 1; version 2, whose
     * controller has no name, kills a group at once. Without {@code cpuset}, which accepts no
     * process before processors are assigned, and {@code cpu}, which would change the shares of
     * time.
     */
    private static final List<String> HOLDERS =
            List.of(
                    "freezer",
                    "",
                    "pids",
                    "perf_event",
                    "net_cls",
                    "net_prio",
                    "devices",
                    "blkio",
                    "cpuacct",
                    "memory",
                    "name=");

    /**
     * Finds them.
     *
     * @param cgroup text of {@code /proc/self/cgroup}
     * @param mountinfo text of {@code /proc/self/mountinfo}
     */
    static CgroupLocations of(String cgroup, String mountinfo) {
        var mounts =
                mountinfo.lines().map(CgroupLocations::mount).flatMap(Optional::stream).toList();
        var own = cgroup.lines().map(Own::of).toList();
        return new CgroupLocations(limits(own, mounts), holders(own, mounts));
    }

    private static Map<CgroupController, Path> limits(List<Own> own, List<Mount> mounts) {
        var places = new EnumMap<CgroupController, Path>(CgroupController.class);
        for (var tree : own) {
            for (var controller : CgroupController.values()) {
                if (controller != CgroupController.MEMORY_V2
                        && tree.controllers().contains(controller.controller())) {
                    directory(mounts, controller.controller(), tree.group())
                            .ifPresent(place -> places.put(controller, place));
                }
            }
        }
        own.stream()
                .filter(tree -> tree.version2() && tree.group().endsWith(SUBGROUP))
                .forEach(
                        tree ->
                                directory(mounts, "", parent(tree.group()))
                                        .ifPresent(parent -> version2(parent, places)));
        return places;
    }

    /** The parent of a group that is not the root. */
    private static Path parent(Path group) {
        return Objects.requireNonNull(group.getParent());
    }

    /** A controller belongs to one version only. */
    private static void version2(Path parent, Map<CgroupController, Path> places) {
        places.putIfAbsent(CgroupController.PROCESSES, parent);
        if (!places.containsKey(CgroupController.MEMORY_V1)) {
            places.put(CgroupController.MEMORY_V2, parent);
        }
    }

    /**
     * Groups without controllers may be made anywhere, in version 2 even below a group with
     * processes.
     */
    private static List<Path> holders(List<Own> own, List<Mount> mounts) {
        return own.stream()
                .filter(tree -> tree.rank() >= 0)
                .sorted(Comparator.comparingInt(Own::rank))
                .flatMap(
                        tree ->
                                directory(mounts, tree.controllers().getFirst(), tree.above())
                                        .stream())
                .toList();
    }

    /** The directory of a group; empty if the mounts do not include it. */
    private static Optional<Path> directory(List<Mount> mounts, String controller, Path group) {
        return mounts.stream()
                .filter(
                        mount ->
                                mount.controllers().contains(controller)
                                        && group.startsWith(mount.root()))
                .map(mount -> mount.point().resolve(mount.root().relativize(group)).normalize())
                .findFirst();
    }

    /** The daemon's own group in a hierarchy. */
    private record Own(List<String> controllers, Path group) {

        static Own of(String line) {
            var parts = line.split(":", 3);
            return new Own(List.of(parts[1].split(",")), outside(PathNames.path(parts[2])));
        }

        /**
         * A daemon that a step started is in the group of that attempt; its own attempts must not
         * be.
         */
        private static Path outside(Path group) {
            var outer = Path.of("/");
            for (var name : group) {
                if (name.toString().startsWith(ControlGroup.PREFIX)) {
                    return outer;
                }
                outer = outer.resolve(name);
            }
            return outer;
        }

        boolean version2() {
            return controllers.getFirst().isEmpty();
        }

        /** The group in which groups of attempts are made. */
        Path above() {
            return version2() && group.endsWith(SUBGROUP) ? parent(group) : group;
        }

        int rank() {
            return controllers.contains("cpuset")
                    ? -1
                    : controllers.stream()
                            .mapToInt(Own::rank)
                            .filter(rank -> rank >= 0)
                            .min()
                            .orElse(-1);
        }

        private static int rank(String controller) {
            return HOLDERS.indexOf(controller.startsWith("name=") ? "name=" : controller);
        }
    }

    /**
     * A mounted hierarchy.
     *
     * @param root the group at the mount point
     * @param controllers of version 1; an empty name stands for version 2
     */
    private record Mount(Path root, Path point, List<String> controllers) {}

    private static Optional<Mount> mount(String line) {
        var fields = line.split(" ");
        var dash = Arrays.asList(fields).indexOf("-");
        if (dash < 0 || dash + 3 >= fields.length) {
            return Optional.empty();
        }
        return Stream.of(fields[dash + 1])
                .filter(type -> type.equals("cgroup") || type.equals("cgroup2"))
                .map(
                        type ->
                                type.equals("cgroup")
                                        ? List.of(fields[dash + 3].split(","))
                                        : List.of(""))
                .map(
                        controllers ->
                                new Mount(
                                        PathNames.path(fields[3]),
                                        PathNames.path(fields[4]),
                                        controllers))
                .findFirst();
    }
}
