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
 * A control group of an attempt. It contains the program and all its descendants, whatever session,
 * environment or user they have, and the limits that apply to all of them together. The wrapper
 * puts the program into the group and stays outside.
 *
 * @param limits empty for a group that only tracks the processes
 */
public record ControlGroup(Path directory, Map<CgroupController, Long> limits) {

    private static final Pattern LINE =
            Pattern.compile("([A-Z_0-9]+) ([0-9]{1,18}) (/.*/obtaskd-[0-9a-f-]{36})");

    /** Prefix of the names of all groups of attempts. */
    static final String PREFIX = "obtaskd-";

    private static final Logger LOG = Logger.getLogger(ControlGroup.class);

    /** Stands for a limit in a stored line. */
    private static final String NO_LIMIT = "NONE";

    private static final String KILL = "cgroup.kill";

    /**
     * Parses what {@link #lines} wrote. Skips incomplete lines: after a power cut they could name
     * the group of another attempt.
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
                controller(parts.group(1))
                        .ifPresent(
                                controller -> ofThis.put(controller, Long.valueOf(parts.group(2))));
            }
        }
        return limits.entrySet().stream()
                .map(group -> new ControlGroup(group.getKey(), group.getValue()))
                .toList();
    }

    private static Optional<CgroupController> controller(String name) {
        return Stream.of(CgroupController.values())
                .filter(controller -> controller.name().equals(name))
                .findFirst();
    }

    /** Lines that a later daemon parses. */
    List<String> lines() {
        var place = " " + name();
        return limits.isEmpty()
                ? List.of(NO_LIMIT + " 0" + place)
                : limits.entrySet().stream()
                        .map(limit -> limit.getKey() + " " + limit.getValue() + place)
                        .toList();
    }

    /** The directory as text for a shell or a file. */
    public String name() {
        return new String(PathNames.bytes(directory), StandardCharsets.UTF_8);
    }

    /** Settings of the group as {@code file=text}. */
    public List<String> settings() {
        return limits.entrySet().stream()
                .flatMap(limit -> limit.getKey().settings(limit.getValue()).stream())
                .toList();
    }

    /** Makes the group if possible; otherwise the wrapper tries and reports the error. */
    void make() {
        try {
            Files.createDirectories(directory);
        } catch (IOException refused) {
            LOG.debugf(refused, "the control group %s cannot be made", directory);
        }
    }

    /**
     * Whether no service manager moves processes out of the group: systemd uses every hierarchy
     * except the freezer of version 1.
     */
    boolean keepsAll() {
        return Files.exists(directory.resolve("freezer.state"));
    }

    /** The processes in the group and in all groups below; none if it does not exist. */
    Stream<Long> pids() {
        return tree(directory).stream()
                .flatMap(group -> read(group, "cgroup.procs").stream())
                .map(Long::valueOf)
                .filter(pid -> pid != 0);
    }

    /**
     * Freezes or thaws all processes: a frozen process cannot fork while the others are killed one
     * by one. In version 2 only needed on a kernel without {@code cgroup.kill}.
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

    /** Descriptions of the limits that were reached; none if the kernel does not count them. */
    Stream<String> limitsReached() {
        return limits.entrySet().stream()
                .flatMap(limit -> limitReached(limit.getKey(), limit.getValue()).stream());
    }

    private Optional<String> limitReached(CgroupController controller, long amount) {
        var times = controller.timesReached(read(directory, controller.events()));
        return times == 0
                ? Optional.empty()
                : Optional.of(
                        "limits."
                                + controller.limit()
                                + " ("
                                + amount
                                + ") was reached: "
                                + times
                                + " "
                                + controller.meaning());
    }

    /**
     * Removes a group and the groups below it, if they contain no process.
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
        return ProcReader.read(
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
        return ProcReader.read(() -> Files.readAllLines(group.resolve(file))).orElse(List.of());
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
