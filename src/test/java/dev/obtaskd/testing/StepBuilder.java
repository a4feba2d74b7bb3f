package dev.obtaskd.testing;

import dev.obtaskd.task.RestartPolicy;
import dev.obtaskd.task.RollbackPolicy;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.text.LocalizedText;
import java.time.Duration;
import java.util.List;

/** Shortcuts to build a step in a test. */
public final class StepBuilder {

    private StepBuilder() {}

    /** A step with a real rollback and the given dependencies. */
    public static TaskStep step(String id, String... after) {
        return new TaskStep(
                id,
                new LocalizedText(id, id),
                "fake",
                List.of(after),
                RollbackPolicy.REAL,
                TaskStep.Allow.ALL,
                Duration.ofHours(1),
                TaskStep.Retries.NONE,
                RestartPolicy.FAIL);
    }

    public static TaskStep rollback(TaskStep step, RollbackPolicy rollback) {
        return new TaskStep(
                step.id(),
                step.title(),
                step.kind(),
                step.needs(),
                rollback,
                step.allow(),
                step.timeout(),
                step.retries(),
                step.onRestart());
    }

    public static TaskStep allow(TaskStep step, boolean retry, boolean skip, boolean cancel) {
        return new TaskStep(
                step.id(),
                step.title(),
                step.kind(),
                step.needs(),
                step.rollback(),
                new TaskStep.Allow(retry, skip, cancel),
                step.timeout(),
                step.retries(),
                step.onRestart());
    }

    public static TaskStep retries(TaskStep step, int times, Duration delay) {
        return new TaskStep(
                step.id(),
                step.title(),
                step.kind(),
                step.needs(),
                step.rollback(),
                step.allow(),
                step.timeout(),
                new TaskStep.Retries(times, delay),
                step.onRestart());
    }

    public static TaskStep onRestart(TaskStep step, RestartPolicy onRestart) {
        return new TaskStep(
                step.id(),
                step.title(),
                step.kind(),
                step.needs(),
                step.rollback(),
                step.allow(),
                step.timeout(),
                step.retries(),
                onRestart);
    }
}
