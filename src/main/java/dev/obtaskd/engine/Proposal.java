package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.catalogue.Operation;
import dev.obtaskd.catalogue.Plan;

/**
 * A submission that names a usable operation with valid parameters.
 *
 * @param params with defaults filled in
 */
public record Proposal(Operation operation, ObjectNode params, Plan plan) {}
