package dev.obtaskd.api.obshell;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dag. All keys are always present, in this order.
 *
 * @param id generic id
 * @param dagId row id
 * @param stage position of the current node, from 1
 * @param maxStage number of nodes
 * @param maintenanceType 1 none, 2 global, 3 tenant, 4 obproxy
 * @param maintenanceKey name of the tenant; empty for other types
 * @param additionalData null, or empty for a dag of several nodes with details
 * @param nodes null without details
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record DagDetail(
        String id,
        long dagId,
        String name,
        int stage,
        int maxStage,
        int maintenanceType,
        String maintenanceKey,
        String state,
        String operator,
        String startTime,
        String endTime,
        @Nullable Map<String, Object> additionalData,
        @Nullable List<NodeDetail> nodes) {}
