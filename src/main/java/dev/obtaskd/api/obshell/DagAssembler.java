package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.mapping.DagStateMapper;
import dev.obtaskd.api.obshell.mapping.LinearizedGraph;
import dev.obtaskd.api.obshell.mapping.ObshellTime;
import dev.obtaskd.api.obshell.mapping.TimeSpan;
import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.task.GenericIds;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.text.Language;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Converts tasks to the records of obshell's wire format. */
@ApplicationScoped
class DagAssembler {

    /** Log lines per sub task inside a dag, which may have many sub tasks. */
    private static final int LINES_IN_DAG = 100;

    /** Log lines of a single sub task. */
    private static final int LINES_ALONE = 2_000;

    private final EngineSettings.AgentSettings self;
    private final SubTaskLogs logs;
    private final ZoneId zone;

    @Inject
    DagAssembler(EngineSettings settings, SubTaskLogs logs) {
        this(settings.agent(), logs, ZoneId.systemDefault());
    }

    DagAssembler(EngineSettings.AgentSettings self, SubTaskLogs logs, ZoneId zone) {
        this.self = self;
        this.logs = logs;
        this.zone = zone;
    }

    /** A dag, optionally with its nodes. */
    DagDetail dag(Task task, boolean details) {
        var state = DagStateMapper.of(task);
        var span = TimeSpan.of(task);
        var claim = task.origin().claim();
        var nodes = LinearizedGraph.nodes(task);
        return new DagDetail(
                id(task, task.id().number()),
                task.id().number(),
                task.origin().name().en(),
                LinearizedGraph.stage(task),
                nodes.size(),
                type(claim),
                claim.key() == null ? "" : claim.key(),
                state.state().name(),
                state.operator().name(),
                text(span.start()),
                text(span.end()),
                data(details, nodes.size()),
                details ? nodes.stream().map(step -> node(task, step, null, true)).toList() : null);
    }

    /** A single node, optionally with its sub tasks. */
    NodeDetail node(Task task, TaskStep step, boolean details) {
        return node(task, step, data(details, task.subTasksOf(step.id()).size()), details);
    }

    /**
     * A single sub task, with more log lines than inside a dag.
     *
     * @param language of the notice about omitted lines
     */
    TaskDetail subTask(Task task, SubTask subTask, Language language) {
        return subTask(task, subTask, () -> lines(task, subTask, language));
    }

    /**
     * The log of a sub task.
     *
     * @param language of the notice about omitted lines
     */
    List<LogEntry> log(Task task, SubTask subTask, Language language) {
        var local = task.origin().claim().scope() == TaskScope.LOCAL;
        return lines(task, subTask, language).stream()
                .map(
                        line ->
                                new LogEntry(
                                        line.id(),
                                        subTask.id(),
                                        line.attempt(),
                                        line.text(),
                                        local,
                                        text(line.at()),
                                        text(line.at())))
                .toList();
    }

    private List<SubTaskLogs.Line> lines(Task task, SubTask subTask, Language language) {
        return logs.tailWithOmission(task, subTask, id(task, subTask.id()), LINES_ALONE, language);
    }

    private NodeDetail node(
            Task task, TaskStep step, @Nullable Map<String, Object> data, boolean details) {
        var state = DagStateMapper.of(task, step);
        var span = TimeSpan.of(task, step);
        var subTasks = task.subTasksOf(step.id());
        // The step has no row of its own: it is known by its first sub task.
        var row = subTasks.getFirst().id();
        return new NodeDetail(
                id(task, row),
                row,
                step.title().en(),
                state.state().name(),
                state.operator().name(),
                text(span.start()),
                text(span.end()),
                data,
                details
                        ? subTasks.stream()
                                .map(
                                        subTask ->
                                                subTask(
                                                        task,
                                                        subTask,
                                                        () ->
                                                                logs.tail(
                                                                        task,
                                                                        subTask,
                                                                        LINES_IN_DAG)))
                                .toList()
                        : null);
    }

    private TaskDetail subTask(Task task, SubTask subTask, Supplier<List<SubTaskLogs.Line>> lines) {
        var state = DagStateMapper.of(task, subTask);
        var span = TimeSpan.of(task, subTask);
        return new TaskDetail(
                id(task, subTask.id()),
                subTask.id(),
                task.stepOf(subTask).title().en(),
                state.state().name(),
                state.operator().name(),
                text(span.start()),
                text(span.end()),
                null,
                subTask.attemptNo(),
                TaskDetail.ExecuteAgent.of(subTask.host()),
                switch (state.state()) {
                    case PENDING, READY -> null;
                    case RUNNING, FAILED, SUCCEED ->
                            lines.get().stream().map(SubTaskLogs.Line::text).toList();
                });
    }

    /**
     * Additional data: only the requested object has any, and only if it has several children,
     * because obshell merges theirs into an object.
     */
    private static @Nullable Map<String, Object> data(boolean details, int children) {
        return details && children > 1 ? Map.of() : null;
    }

    private static int type(Claim claim) {
        return switch (claim.type()) {
            case NONE -> 1;
            case GLOBAL -> 2;
            case TENANT -> 3;
            case OBPROXY -> 4;
        };
    }

    private String id(Task task, long row) {
        return GenericIds.of(task, row, self.address()).toString();
    }

    private String text(Instant instant) {
        return ObshellTime.of(instant, zone);
    }
}
