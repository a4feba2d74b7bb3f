package dev.obtaskd.testing;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.AllowedOperation;
import dev.obtaskd.task.AllowedOperations;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.ClaimStatus;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.task.Lifetime;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskGraph;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskOperations;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.task.TaskTransitions;
import dev.obtaskd.task.WaitCause;
import dev.obtaskd.text.LocalizedText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Applies the state transitions to one task without an engine: the test specifies the result of
 * every attempt. Sub tasks are named by their step.
 */
public final class TaskScenario {

    private Task task;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<String> starts = new ArrayList<>();

    private TaskScenario(Task task) {
        this.task = task;
    }

    /** A new task of these steps with one sub task each. */
    public static TaskScenario of(TaskStep... steps) {
        return of(false, steps);
    }

    /** A new task whose operation may release its claim on failure. */
    public static TaskScenario of(boolean releaseOnFailure, TaskStep... steps) {
        var subTasks = new ArrayList<SubTask>();
        for (var step : steps) {
            subTasks.add(
                    SubTask.pending(
                            subTasks.size() + 2, step.id(), AgentAddress.parse("127.0.0.1:2887")));
        }
        var scenario =
                new TaskScenario(
                        new Task(
                                origin(releaseOnFailure),
                                TaskGraph.of(List.of(steps)),
                                subTasks,
                                Direction.FORWARD,
                                false,
                                false,
                                new ClaimStatus(true, null),
                                Lifetime.NOT_STARTED,
                                0));
        scenario.task = TaskTransitions.begin(scenario.task, scenario.now);
        return scenario;
    }

    private static TaskDefinition origin(boolean releaseOnFailure) {
        return new TaskDefinition(
                TaskId.local(1),
                "test",
                new LocalizedText("test", "测试"),
                new Claim(TaskScope.LOCAL, MaintenanceType.GLOBAL, null, "127.0.0.1:2887"),
                releaseOnFailure,
                null,
                List.of(AgentAddress.parse("127.0.0.1:2887")),
                "{}",
                "{}",
                "",
                new TaskDefinition.Initiator("admin", TaskDefinition.Source.API),
                null,
                false,
                null,
                Instant.parse("2025-12-31T23:59:59Z"));
    }

    public Task task() {
        return task;
    }

    public Instant now() {
        return now;
    }

    public SubTask get(String step) {
        return task.subTasksOf(step).getFirst();
    }

    /** Starts every READY sub task. */
    public TaskScenario start() {
        while (true) {
            var ready =
                    task.subTasks().stream()
                            .filter(s -> s.state() == SubTaskState.READY)
                            .findFirst();
            if (ready.isEmpty()) {
                return this;
            }
            starts.add(
                    (ready.get().queued().kind() == AttemptKind.RUN ? "" : "undo ")
                            + ready.get().stepId());
            task = TaskTransitions.start(task, ready.get().id(), now, null);
        }
    }

    public TaskScenario succeed(String... steps) {
        return end(new AttemptResult.Succeeded(Map.of(), 0), steps);
    }

    public TaskScenario fail(String... steps) {
        return end(AttemptResult.Failed.error("exit code 1"), steps);
    }

    public TaskScenario stopped(String... steps) {
        return end(new AttemptResult.Stopped("stopped", null, "TERM"), steps);
    }

    /**
     * Ends the current attempts of these steps one after the other, and then starts every READY sub
     * task.
     */
    public TaskScenario end(AttemptResult result, String... steps) {
        for (var step : steps) {
            start();
            var subTask = get(step);
            task =
                    TaskTransitions.endAttempt(task, subTask.id(), subTask.attemptNo(), result, now)
                            .orElseThrow();
        }
        return start();
    }

    /** Lets everything succeed from now on. */
    public TaskScenario succeedAll() {
        start();
        while (true) {
            var running = task.subTasks().stream().filter(SubTask::hasRunningAttempt).findFirst();
            if (running.isEmpty()) {
                return this;
            }
            succeed(running.get().stepId());
        }
    }

    public TaskScenario lose(String step) {
        start();
        var subTask = get(step);
        task =
                TaskTransitions.loseAttempt(task, subTask.id(), subTask.attemptNo(), now)
                        .orElseThrow();
        return this;
    }

    /** The running attempt of a step waits. */
    public TaskScenario await(String step, WaitCause waiting) {
        var subTask = get(step);
        task =
                TaskTransitions.awaitCondition(task, subTask.id(), subTask.attemptNo(), waiting)
                        .orElseThrow();
        return this;
    }

    public TaskScenario pass(Duration time) {
        now = now.plus(time);
        task = TaskTransitions.applyDeadlines(task, now, subTask -> true);
        return this;
    }

    public TaskScenario op(TaskOp op) {
        task = TaskOperations.apply(task, op, now);
        return this;
    }

    public TaskScenario op(SubTaskOp op, String step) {
        task = TaskOperations.apply(task, get(step).id(), op, "admin", null, now);
        return this;
    }

    public AllowedOperation permit(TaskOp op) {
        return AllowedOperations.of(task, op);
    }

    public AllowedOperation permit(SubTaskOp op, String step) {
        return AllowedOperations.of(task, get(step), op);
    }

    /** The state of every sub task: {@code a=SUCCEEDED b=FAILED}. */
    public String states() {
        return task.subTasks().stream()
                .map(s -> s.stepId() + "=" + s.state())
                .collect(Collectors.joining(" "));
    }

    /** The attempts started so far, in order: {@code a, b, undo b}. */
    public String starts() {
        return String.join(", ", starts);
    }

    /** A failure with a cause. */
    public static AttemptResult failure(FailureCause cause) {
        return new AttemptResult.Failed(cause, cause.name(), null, null);
    }
}
