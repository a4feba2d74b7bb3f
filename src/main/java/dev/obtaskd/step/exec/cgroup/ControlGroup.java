package dev.obtaskd.step.exec.cgroup;

import dev.obtaskd.path.PathNames;
import dev.obtaskd.step.exec.proc.ProcReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A control group of an attempt. It holds the attempt's program and everything that descends from
 * it, whatever session, environment or user that has, and the limits that apply to all of them
 * together. The wrapper puts the program into it and stays outside of it itself.
 *
 * @param limits empty for a group that only holds the processes together
 */
public record ControlGroup(Path directory, Map<CgroupController, Long> limits) {

    private static final Pattern LINE =
            Pattern.compile("([A-Z_0-9]+) ([0-9]{1,18}) (/.*/obtaskd-[0-9a-f-]{36})");

    /** The beginning of the name of every group that is an attempt's. */
    static final String PREFIX = "obtaskd-";

    private static final Logger LOG = Logger.getLogger(ControlGroup.class);

    /** In a kept line, in place of a limit. */
    private static final String NO_LIMIT = "NONE";

    private static final String KILL = "cgroup.kill";

    /**
     * Reads what {@link #lines} wrote, of all groups of an attempt; what a power cut left of a
     * line, which could name the group of others, is left out.
     */
    static List<ControlGroup> parse(List<String> lines) {
        var limits = new LinkedHashMap<Path, Map<CgroupController, Long>>();
        for (var line : lines) {
            var parts = LINE.matcher(line);
            if (parts.matches()) {
                var ofThis =
                        limits.computeIfAbsent(
                                PathNames.path(parts.group(3)),
                                directory -> new EnumMap<>(CgroupController.class));
                gauge(parts.group(1))
                        .ifPresent(gauge -> ofThis.put(gauge, Long.valueOf(parts.group(2))));
            }
        }
        return limits.entrySet().stream()
                .map(group -> new ControlGroup(group.getKey(), group.getValue()))
                .toList();
    }

    private static Optional<CgroupController> gauge(String name) {
        return Stream.of(CgroupController.values())
                .filter(gauge -> gauge.name().equals(name))
                .findFirst();
    }

    /** For a later life of the daemon. */
    List<String> lines() {
        var place = " " + name();
        return limits.isEmpty()
                ? List.of(NO_LIMIT + " 0" + place)
                : limits.entrySet().stream()
                        .map(limit -> limit.getKey() + " " + limit.getValue() + place)
                        .toList();
    }

    /** The directory as text, for a shell and for a file. */
    public String name() {
        return new String(PathNames.bytes(directory), StandardCharsets.UTF_8);
    }

    /** What to write into which of its files, as {@code file=text}. */
    public List<String> settings() {
        return limits.entrySet().stream()
                .flatMap(limit -> limit.getKey().settings(limit.getValue()).stream())
                .toList();
    }

    /** Makes it, where that is possible; otherwise the wrapper tries, and says why it is not. */
    void make() {
        try {
            Files.createDirectories(directory);
        } catch (IOException refused) {
            LOG.debugf(refused, "the control group %s cannot be made", directory);
        }
    }

    /**
     * Whether no service manager moves processes out of it: systemd uses every kind of group but
     * the freezer of version 1.
     */
    boolean keepsAll() {
        return Files.exists(directory.resolve("freezer.state"));
    }

    /** The processes in it and in the groups below it; none, if it is not there. */
    Stream<Long> pids() {
        return tree(directory).stream()
                .flatMap(group -> read(group, "cgroup.procs").stream())
                .map(Long::valueOf)
                .filter(pid -> pid != 0);
    }

    /**
     * Lets none of its processes run, or lets them run again: none can start another one while all
     * are killed one by one. Of version 2 only a kernel without {@code cgroup.kill} needs that.
     */
    void freeze(boolean frozen) {
        write("freezer.state", frozen ? "FROZEN" : "THAWED");
        if (!Files.exists(directory.resolve(KILL))) {
            write("cgroup.freeze", frozen ? "1" : "0");
        }
    }

    /**
     * Has the kernel kill the whole group at once, where it can.
     *
     * @return the processes in it; none if the kernel cannot
     */
    Stream<Long> kill() {
        var pids = pids().toList();
        return write(KILL, "1") ? pids.stream() : Stream.empty();
    }

    /** The limits that were met, in words; none, if the kernel is too old to tell. */
    Stream<String> met() {
        return limits.entrySet().stream()
                .flatMap(limit -> met(limit.getKey(), limit.getValue()).stream());
    }

    private Optional<String> met(CgroupController gauge, long amount) {
        var times = gauge.met(read(directory, gauge.events()));
        return times == 0
                ? Optional.empty()
                : Optional.of(
                        "limits."
                                + gauge.limit()
                                + " ("
                                + amount
                                + ") was met: "
                                + times
                                + " "
                                + gauge.meaning());
    }

    /**
     * Removes a group and those that its program made below it, if no process is in them.
     *
     * @return whether it is gone
     */
    public static boolean remove(Path directory) {
        try {
            for (var group : tree(directory).reversed()) {
                Files.deleteIfExists(group);
            }
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }

    /** A group and all below it, from the top down. */
    private static List<Path> tree(Path directory) {
        var all = new ArrayList<>(List.of(directory));
        for (var next = 0; next < all.size(); next++) {
            all.addAll(below(all.get(next)));
        }
        return all;
    }

    private static List<Path> below(Path group) {
        return ProcReader.of(
                        () -> {
                            var groups = new ArrayList<Path>();
                            try (DirectoryStream<Path> entries =
                                    Files.newDirectoryStream(group, Files::isDirectory)) {
                                entries.forEach(groups::add);
                            } catch (NotDirectoryException replaced) {
                                throw new NoSuchFileException(replaced.getFile());
                            }
                            return groups;
                        })
                .orElseGet(ArrayList::new);
    }

    private static List<String> read(Path group, String file) {
        return ProcReader.of(() -> Files.readAllLines(group.resolve(file))).orElse(List.of());
    }

    private boolean write(String file, String text) {
        var control = directory.resolve(file);
        if (!Files.exists(control)) {
            return false;
        }
        try {
            Files.writeString(control, text, StandardOpenOption.WRITE);
            return true;
        } catch (IOException refused) {
            LOG.debugf(refused, "'%s' cannot be written to %s", text, control);
            return false;
        }
    }
}
