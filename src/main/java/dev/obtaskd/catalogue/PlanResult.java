package dev.obtaskd.catalogue;

import dev.obtaskd.catalogue.operation.ParameterError;
import java.util.List;

/** What came of planning a task: a {@link TaskPlan}, or what is wrong with the request. */
public sealed interface PlanResult permits TaskPlan, PlanResult.Refused {

    /** The request cannot be a task. */
    record Refused(List<ParameterError> errors) implements PlanResult {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
