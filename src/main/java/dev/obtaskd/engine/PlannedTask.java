package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.catalogue.TaskPlan;
import dev.obtaskd.catalogue.operation.Operation;

/**
 * A submission that names a usable operation with valid parameters.
 *
 * @param params with defaults filled in
 */
public record PlannedTask(Operation operation, ObjectNode params, TaskPlan plan) {

    /** The parameters without secrets. */
    public JsonNode maskedParams() {
        return operation.params().masked(params);
    }
}
