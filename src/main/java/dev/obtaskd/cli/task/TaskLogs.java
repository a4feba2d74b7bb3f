package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.LogView.LogLine;
import dev.obtaskd.api.v2.wire.SubTaskView;
import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.cli.client.Daemon;
import dev.obtaskd.cli.client.RefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints what the sub tasks of a task log, each line once. */
final class TaskLogs {

    /** Codes of logs that cannot be read: there is none yet, or it is deleted. */
    private static final Set<String> NO_LOG = Set.of("log.none", "log.expired");

    /** The daemon's maximum of logs in a stream of events. */
    private static final int MAX_TOPICS = 5;

    /**
     * Which lines to print.
     *
     * @param attempt number of the only attempt, 0 for the latest and newer ones, negative for all
     * @param tail number of last lines to begin with; null for all
     * @param grep a text that the lines contain; null for all lines
     */
    record Lines(int attempt, @Nullable Integer tail, @Nullable String grep) {

        static final Lines ALL = new Lines(-1, null, null);

        int first(SubTaskView subTask) {
            return attempt == 0 ? subTask.attempt() : Math.max(1, attempt);
        }

        int last(SubTaskView subTask) {
            return attempt > 0 ? attempt : subTask.attempt();
        }
    }

    private final Daemon daemon;
    private final LogPrinter printer;
    private final SubTaskChoice choice;
    private final Lines lines;
    private final Map<String, LogPages> logs = new HashMap<>();

    TaskLogs(Daemon daemon, LogPrinter printer, SubTaskChoice choice, Lines lines) {
        this.daemon = daemon;
        this.printer = printer;
        this.choice = choice;
        this.lines = lines;
    }

    /** Topics whose events announce new lines; empty if the task has too many logs for that. */
    List<String> topics(TaskDetailView task) {
        var chosen = choice.of(task);
        return chosen.size() > MAX_TOPICS
                ? List.of()
                : chosen.stream().map(subTask -> "log:" + subTask.id()).toList();
    }

    /** Leaves out the lines until now. */
    void skip(TaskDetailView task) {
        for (var subTask : choice.of(task)) {
            if (subTask.attempt() > 0) {
                var log = new LogPages(daemon, subTask.id(), lines.grep(), subTask.attempt());
                ifThereIsALog(() -> log.skip(subTask));
                logs.put(subTask.id(), log);
            }
        }
    }

    /** Why logs have no lines, without repetitions. */
    Set<String> reasons() {
        return logs.values().stream()
                .map(LogPages::reason)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Prints the lines that are new. */
    void print(TaskDetailView task) {
        var chosen = choice.of(task);
        var hosts = chosen.stream().map(SubTaskView::host).distinct().count();
        for (var subTask : chosen) {
            if (subTask.attempt() > 0) {
                var origin = origin(chosen.size(), hosts, subTask);
                print(subTask, line -> printer.print(origin, line));
            }
        }
    }

    private void print(SubTaskView subTask, Consumer<LogLine> each) {
        var log = logs.get(subTask.id());
        if (log == null) {
            log = new LogPages(daemon, subTask.id(), lines.grep(), lines.first(subTask));
            logs.put(subTask.id(), log);
            var begin = log;
            if (lines.tail() != null) {
                var last = lines.tail();
                ifThereIsALog(() -> begin.tail(last, each));
            }
        }
        var current = log;
        do {
            if (!current.complete()) {
                ifThereIsALog(() -> current.read(subTask, each));
            }
        } while (current.complete() && current.advance(lines.last(subTask)));
    }

    private void ifThereIsALog(Runnable read) {
        try {
            read.run();
        } catch (RefusedException e) {
            if (lines.attempt() > 0 || !NO_LOG.contains(e.problem().code())) {
                throw e;
            }
        }
    }

    private static String origin(int subTasks, long hosts, SubTaskView subTask) {
        if (subTasks == 1) {
            return "";
        }
        return hosts == 1 ? subTask.stepId() : subTask.stepId() + " " + subTask.host();
    }
}
