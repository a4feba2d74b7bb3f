package dev.obtaskd.api.v2.agent;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.InMemoryPage;
import dev.obtaskd.api.v2.http.PageParameters;
import dev.obtaskd.api.v2.wire.agent.AgentList;
import dev.obtaskd.api.v2.wire.agent.AgentView;
import dev.obtaskd.api.v2.wire.agent.AgentView.AgentState;
import dev.obtaskd.engine.attempt.EngineSettings;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists the agents. Without a cluster store this one is the only one. */
@Tag(name = "agents")
@Path("/api/v2/agents")
@RolesAllowed("TASK_VIEWER")
@Produces(MediaType.APPLICATION_JSON)
public class AgentResource {

    private final EngineSettings settings;
    private final Clock clock;
    private final String version;

    AgentResource(
            EngineSettings settings,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.settings = settings;
        this.clock = clock;
        this.version = version;
    }

    /** A page of the agents. */
    @GET
    @Operation(operationId = "listAgents", summary = "List the agents, by address")
    @AcceptsQuery(PageParameters.class)
    public AgentList agents(@Context HttpServerRequest request) {
        var query = PageParameters.PAGE.read(request);
        var self =
                new AgentView(
                        settings.agent().address().toString(),
                        true,
                        AgentState.UP,
                        version,
                        clock.instant());
        var page = InMemoryPage.of(query, "agents", List.of(self), AgentView::address);
        return new AgentList(page.items(), page.nextCursor());
    }
}
