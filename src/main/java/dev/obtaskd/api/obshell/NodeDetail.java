package dev.obtaskd.api.obshell;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of a dag.
 *
 * @param id generic id: that of its first sub task, so that both have the same row id
 * @param nodeId row id
 * @param additionalData null, or empty for a single node of several sub tasks
 * @param subTasks null without details
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record NodeDetail(
        String id,
        long nodeId,
        String name,
        String state,
        String operator,
        String startTime,
        String endTime,
        @Nullable Map<String, Object> additionalData,
        @Nullable List<TaskDetail> subTasks) {}
