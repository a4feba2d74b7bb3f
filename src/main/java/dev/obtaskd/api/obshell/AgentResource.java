package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.auth.AgentSecret;
import dev.obtaskd.api.obshell.auth.ServerKeyPair;
import dev.obtaskd.api.obshell.mapping.ObshellTime;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Information about the agent, which clients read before they log in. */
@Path("/api/v1")
public class AgentResource {

    private final AgentFacts facts;
    private final ServerKeyPair key;
    private final Clock clock;

    AgentResource(AgentFacts facts, ServerKeyPair key, Clock clock) {
        this.facts = facts;
        this.key = key;
        this.clock = clock;
    }

    @GET
    @Path("info")
    @PermitAll
    public AgentInfo info() {
        return facts.info();
    }

    @GET
    @Path("status")
    @PermitAll
    public AgentStatus status() {
        return facts.status();
    }

    @POST
    @Path("status")
    @PermitAll
    public AgentStatus statusToo() {
        return facts.status();
    }

    @GET
    @Path("secret")
    @PermitAll
    public AgentSecret secret() {
        return new AgentSecret(facts.ip(), facts.port(), key.publicKey());
    }

    /** Current time; a page warns if its clock differs. */
    @GET
    @Path("time")
    @PermitAll
    public String time() {
        return ObshellTime.of(clock.instant());
    }

    /** Build information; only the release is known. */
    @GET
    @Path("git-info")
    @PermitAll
    public GitInfo gitInfo() {
        return new GitInfo(facts.version(), "", "", "");
    }

    /** A page reads it to find out whether it is logged in. */
    @GET
    @Path("ob/info")
    @RolesAllowed("TASK_VIEWER")
    public ObInfo obInfo() {
        var self =
                new ObInfo.Member(
                        facts.ip(), facts.port(), "", AgentFacts.IDENTITY, facts.version());
        return new ObInfo(List.of(self), ObInfo.Cluster.UNKNOWN);
    }

    @GET
    @Path("agents/status")
    @RolesAllowed("TASK_VIEWER")
    public Map<String, AgentStatus> statuses() {
        return Map.of(facts.address(), facts.status());
    }
}
