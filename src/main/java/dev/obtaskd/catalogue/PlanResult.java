package dev.obtaskd.catalogue;

import dev.obtaskd.catalogue.operation.ParameterError;
import java.util.List;

/** The result of planning a task: a {@link TaskPlan} or errors of the request. */
public sealed interface PlanResult permits TaskPlan, PlanResult.Refused {

    /** The request is invalid. */
    record Refused(List<ParameterError> errors) implements PlanResult {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
