package dev.obtaskd.step.exec.cgroup;

import java.util.List;

/**
 * What the kernel counts for a whole control group, whoever its processes are. The names are those
 * of the kernel's documents, cgroup-v1 and cgroup-v2.
 */
public enum CgroupController {

    // The second setting lets nothing move to the swap; a kernel that does not count swap has no
    // such file.
    MEMORY_V1(
            "memory",
            "memory",
            List.of("memory.limit_in_bytes=%d", "memory.memsw.limit_in_bytes=%d"),
            "memory.oom_control",
            "oom_kill",
            "times the kernel killed a process"),
    MEMORY_V2(
            "memory",
            "memory",
            List.of("memory.max=%d", "memory.swap.max=0"),
            "memory.events",
            "oom_kill",
            "times the kernel killed a process"),
    PROCESSES(
            "processes",
            "pids",
            List.of("pids.max=%d"),
            "pids.events",
            "max",
            "times it refused a new one");

    private final String limit;
    private final String controller;
    private final List<String> settings;
    private final String events;
    private final String event;
    private final String meaning;

    CgroupController(
            String limit,
            String controller,
            List<String> settings,
            String events,
            String event,
            String meaning) {
        this.limit = limit;
        this.controller = controller;
        this.settings = settings;
        this.events = events;
        this.event = event;
        this.meaning = meaning;
    }

    /** The key of {@code limits} that it holds. */
    String limit() {
        return limit;
    }

    /** The kernel's name of who counts. */
    String controller() {
        return controller;
    }

    /**
     * What to write into which file of a group, as {@code file=text}; files that are not there
     * count for nothing.
     */
    List<String> settings(long amount) {
        return settings.stream().map(setting -> setting.formatted(amount)).toList();
    }

    /** The file that a group has if it can hold this limit. */
    String mainFile() {
        return settings.getFirst().split("=")[0];
    }

    /** The file of lines {@code name count} that tells how often the limit was met. */
    String events() {
        return events;
    }

    /** How often the limit was met. */
    long met(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(event + " "))
                .mapToLong(line -> Long.parseLong(line.substring(event.length() + 1)))
                .sum();
    }

    /** What {@link #met} counts, in words that follow the number. */
    String meaning() {
        return meaning;
    }
}
