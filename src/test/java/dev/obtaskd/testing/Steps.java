package dev.obtaskd.testing;

import dev.obtaskd.task.OnRestart;
import dev.obtaskd.task.Rollback;
import dev.obtaskd.task.Step;
import dev.obtaskd.task.Text;
import java.time.Duration;
import java.util.List;

/** Short ways to write a step down in a test. */
public final class Steps {

    private Steps() {}

    /** A step with a real rollback, after the named ones. */
    public static Step step(String id, String... after) {
        return new Step(id, new Text(id, id), "fake", List.of(after), Rollback.REAL, Step.Allow.ALL,
                Duration.ofHours(1), Step.Retries.NONE, OnRestart.FAIL);
    }

    public static Step rollback(Step step, Rollback rollback) {
        return new Step(step.id(), step.title(), step.kind(), step.needs(), rollback, step.allow(), step.timeout(),
                step.retries(), step.onRestart());
    }

    public static Step allow(Step step, boolean retry, boolean skip, boolean cancel) {
        return new Step(step.id(), step.title(), step.kind(), step.needs(), step.rollback(),
                new Step.Allow(retry, skip, cancel), step.timeout(), step.retries(), step.onRestart());
    }

    public static Step retries(Step step, int times, Duration delay) {
        return new Step(step.id(), step.title(), step.kind(), step.needs(), step.rollback(), step.allow(),
                step.timeout(), new Step.Retries(times, delay), step.onRestart());
    }

    public static Step onRestart(Step step, OnRestart onRestart) {
        return new Step(step.id(), step.title(), step.kind(), step.needs(), step.rollback(), step.allow(),
                step.timeout(), step.retries(), onRestart);
    }
}
