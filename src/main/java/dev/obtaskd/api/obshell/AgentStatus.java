package dev.obtaskd.api.obshell;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Status of an agent.
 *
 * @param state 2 is running
 * @param startAt nanoseconds since 1970
 * @param obState 3: cluster tasks can be read and written
 * @param underMaintenance whether a local task excludes all others
 */
@RegisterForReflection
public record AgentStatus(
        Place agent,
        int state,
        String version,
        long pid,
        long startAt,
        int port,
        int obState,
        boolean underMaintenance) {

    /** The agent's address and identity. */
    @RegisterForReflection
    public record Place(String ip, int port, String identity) {}
}
