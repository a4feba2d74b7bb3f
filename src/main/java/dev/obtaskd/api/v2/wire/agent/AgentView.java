package dev.obtaskd.api.v2.wire.agent;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An agent.
 *
 * @param self whether it is the agent that answers
 * @param version of its obtaskd
 * @param lastContactAt when it was last known to run
 */
@RegisterForReflection(registerFullHierarchy = true)
public record AgentView(
        @Schema(examples = "10.0.0.1:2887") String address,
        boolean self,
        AgentState state,
        @Schema(examples = "0.1.0") String version,
        Instant lastContactAt) {

    /** Whether an agent runs. AWAY: it has not reported for too long. */
    public enum AgentState {
        UP,
        AWAY
    }
}
