package dev.obtaskd.api.obshell;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A line of a sub task's log.
 *
 * @param id orders the lines of all its attempts
 * @param subTaskId row id
 * @param executeTimes number of the attempt that wrote it
 * @param isSync whether it is stored where it belongs: true for local tasks, false for cluster
 *     tasks
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record LogEntry(
        long id,
        long subTaskId,
        int executeTimes,
        String logContent,
        boolean isSync,
        String createTime,
        String updateTime) {}
