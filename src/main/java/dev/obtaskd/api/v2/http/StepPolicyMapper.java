package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.StepView;
import dev.obtaskd.task.TaskStep;

/** Maps what a step allows to the wire format. */
public final class StepPolicyMapper {

    private StepPolicyMapper() {}

    public static StepView.RollbackPolicy rollback(TaskStep step) {
        return WireEnums.of(StepView.RollbackPolicy.class, step.rollback());
    }

    public static StepView.Allow allow(TaskStep step) {
        var allow = step.allow();
        return new StepView.Allow(allow.retry(), allow.skip(), allow.cancel());
    }
}
