package dev.obtaskd.task;

import static dev.obtaskd.testing.StepBuilder.retries;
import static dev.obtaskd.testing.StepBuilder.step;

import dev.obtaskd.testing.TaskScenario;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A task in every state, and one with a sub task {@code s} in every state, reached by the rules.
 */
final class TasksInEveryState {

    private TasksInEveryState() {}

    static Map<TaskState, Task> tasks() {
        var tasks = new LinkedHashMap<TaskState, Task>();
        add(tasks, one());
        add(tasks, one().start());
        add(tasks, one().start().op(TaskOp.TERMINATE));
        add(tasks, one().fail("s"));
        add(tasks, one().fail("s").op(TaskOp.ROLLBACK).start());
        add(tasks, one().fail("s").op(TaskOp.ROLLBACK).fail("s"));
        add(tasks, one().succeed("s"));
        add(tasks, one().fail("s").op(TaskOp.ROLLBACK).succeed("s"));
        add(tasks, one().fail("s").op(TaskOp.ABANDON));
        return tasks;
    }

    static Map<SubTaskState, Task> subTasks() {
        var tasks = new LinkedHashMap<SubTaskState, Task>();
        addOne(tasks, TaskScenario.of(step("a"), step("s", "a")));
        addOne(tasks, one());
        addOne(tasks, TaskScenario.of(retries(step("s"), 1, Duration.ofMinutes(1))).fail("s"));
        addOne(tasks, one().start());
        addOne(tasks, one().start().op(SubTaskOp.TERMINATE, "s"));
        addOne(tasks, one().start().op(SubTaskOp.TERMINATE, "s").stopped("s"));
        addOne(tasks, one().fail("s"));
        addOne(tasks, TaskScenario.of(step("s"), step("z", "s")).succeed("s"));
        addOne(tasks, TaskScenario.of(step("s"), step("z", "s")).fail("s").op(SubTaskOp.SKIP, "s"));
        addOne(tasks, one().fail("s").op(TaskOp.ROLLBACK).start());
        addOne(tasks, one().fail("s").op(TaskOp.ROLLBACK).fail("s"));
        addOne(
                tasks,
                TaskScenario.of(step("a"), step("s", "a"))
                        .succeed("a")
                        .fail("s")
                        .op(TaskOp.ROLLBACK)
                        .succeed("s"));
        return tasks;
    }

    private static TaskScenario one() {
        return TaskScenario.of(step("s"));
    }

    private static void add(Map<TaskState, Task> tasks, TaskScenario script) {
        tasks.put(script.task().state(), script.task());
    }

    private static void addOne(Map<SubTaskState, Task> tasks, TaskScenario script) {
        tasks.put(script.get("s").state(), script.task());
    }
}
