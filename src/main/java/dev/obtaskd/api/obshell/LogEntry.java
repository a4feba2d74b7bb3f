package dev.obtaskd.api.obshell;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A line of a sub task's log.
 *
 * @param id increases over the lines of all attempts
 * @param subTaskId row id
 * @param executeTimes number of the attempt that wrote the line
 * @param isSync true for local tasks, false for cluster tasks
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
