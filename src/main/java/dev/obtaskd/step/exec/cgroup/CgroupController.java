package dev.obtaskd.step.exec.cgroup;

import java.util.List;

/**
 * A resource that the kernel limits for a whole control group. Names are those of the kernel's
 * cgroup-v1 and cgroup-v2 documents.
 */
public enum CgroupController {

    // The second setting disables swap; a kernel without swap accounting has no such file.
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
            "times the kernel refused a new process");

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

    /** The key of {@code limits} that it enforces. */
    String limit() {
        return limit;
    }

    /** The kernel's name of the controller. */
    String controller() {
        return controller;
    }

    /** Settings of a group as {@code file=text}; missing files are skipped. */
    List<String> settings(long amount) {
        return settings.stream().map(setting -> setting.formatted(amount)).toList();
    }

    /** The file that a group has if it can enforce this limit. */
    String mainFile() {
        return settings.getFirst().split("=")[0];
    }

    /** The file with lines {@code name count} that counts how often the limit was reached. */
    String events() {
        return events;
    }

    /** How often the limit was reached. */
    long timesReached(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(event + " "))
                .mapToLong(line -> Long.parseLong(line.substring(event.length() + 1)))
                .sum();
    }

    /** What {@link #timesReached} counts, as text after the number. */
    String meaning() {
        return meaning;
    }
}
