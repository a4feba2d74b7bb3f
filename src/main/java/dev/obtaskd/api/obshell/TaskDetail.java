package dev.obtaskd.api.obshell;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.obtaskd.id.AgentAddress;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sub task.
 *
 * @param id generic id
 * @param taskId row id
 * @param additionalData always null
 * @param executeTimes number of the latest attempt, 0 if there is none
 * @param taskLogs the last lines of all attempts; null before the first one starts
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record TaskDetail(
        String id,
        long taskId,
        String name,
        String state,
        String operator,
        String startTime,
        String endTime,
        @Nullable Map<String, Object> additionalData,
        int executeTimes,
        ExecuteAgent executeAgent,
        @Nullable List<String> taskLogs) {

    /** The agent that runs it. */
    @RegisterForReflection
    public record ExecuteAgent(String ip, int port) {

        static ExecuteAgent of(AgentAddress host) {
            return new ExecuteAgent(host.ip(), host.port());
        }
    }
}
