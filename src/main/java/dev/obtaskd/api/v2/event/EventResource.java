package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.openapi.OpenApiRefs;
import dev.obtaskd.text.Language;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The stream of events. */
@Tag(name = "events")
@Path("/api/v2/events")
@RolesAllowed("TASK_VIEWER")
public class EventResource {

    private static final String EVENT_STREAM = "text/event-stream;charset=UTF-8";

    private final TopicParser topics;
    private final StreamGuard guard;
    private final CurrentIdentityAssociation identities;
    private final CurrentVertxRequest requests;

    EventResource(
            TopicParser topics,
            StreamGuard guard,
            CurrentIdentityAssociation identities,
            CurrentVertxRequest requests) {
        this.topics = topics;
        this.guard = guard;
        this.identities = identities;
        this.requests = requests;
    }

    @GET
    @Produces(EVENT_STREAM)
    @Operation(
            operationId = "streamEvents",
            summary = "Follow changes of tasks and logs as server-sent events",
            description =
                    """
                    The stream has no snapshots: connect, wait for `hello`, then read the state with \
                    other requests. Events are sent at once after a quiet time, then at most four times \
                    a second per topic, with the latest state. Drop a task whose `version` is not newer \
                    than the one you have, and log lines that you have.

                    | event | data |
                    |---|---|
                    | `hello` | `id, now, user, role, topics[], resumed`; always the first |
                    | `counts` | as `GET /api/v2/tasks/counts`; also sent after `hello` |
                    | `tasks` | `items[]` (as in lists), `removed[]` (ids), `more`: read the list again |
                    | `task` | `task, subTasks[]` (those that have changed), `claim, focus` |
                    | `log` | `subTaskId, attempt, firstLine, lines[], totalLines, eof` (the attempt has ended) |
                    | `attention` | `{}`: read `GET /api/v2/attention` again |
                    | `refetch` | `topics[], reason` (`OVERFLOW`, `TOO_OLD`, `RESTART`): read their state again |
                    | `bye` | `reason` (`SESSION`, `TOKEN`, `ROLE`, `SHUTDOWN`, `SLOW`), `retryMs`; always the last |
                    """)
    @AcceptsQuery(EventParameters.class)
    @Parameter(
            name = "Last-Event-ID",
            in = ParameterIn.HEADER,
            description =
                    "The id of the last event of an earlier stream: continues there, or sends"
                        + " refetch if that is more than 10,000 changes or five minutes ago, or the"
                        + " daemon has been restarted",
            schema = @Schema(type = SchemaType.STRING),
            example = "9f2c4e1ab07d-1204")
    @Parameter(ref = OpenApiRefs.LANGUAGE)
    @APIResponse(
            responseCode = "200",
            description = "The events, until either side ends the stream",
            content =
                    @Content(
                            mediaType = EVENT_STREAM,
                            schema = @Schema(type = SchemaType.STRING),
                            examples =
                                    @ExampleObject(
                                            name = "counts",
                                            value =
                                                    """
                                                    event: hello
                                                    data: {"id":"9f2c4e1ab07d-1204","now":"2026-11-29T06:40:00.000000Z","user":"admin","role":"ADMIN","topics":["attention"],"resumed":false}

                                                    id: 9f2c4e1ab07d-1205
                                                    event: attention
                                                    data: {}

                                                    """)))
    @APIResponse(responseCode = "404", ref = OpenApiRefs.PROBLEM)
    public Response events(@Context HttpServerRequest request) {
        var all = topics.parse(EventParameters.PARAMETERS.read(request));
        var response = Response.ok().type(EVENT_STREAM);
        if (request.method().equals(HttpMethod.HEAD)) {
            return response.build();
        }
        var caller = StreamCaller.of(identities.getIdentity());
        var language = Language.of(request.getHeader("Accept-Language"));
        guard.admit();
        var stream = new EventStream(request, all, language, caller);
        requests.getCurrent().addEndHandler(ended -> guard.closed(stream));
        if (request.response().closed()) {
            // The client has disconnected before the handler was added.
            guard.closed(stream);
        }
        return response.entity(new EventBody(stream, guard::open)).build();
    }
}
