package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.ChangeRequestReader;
import dev.obtaskd.api.v2.http.OpenApiRefs;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.api.v2.task.TaskIds;
import dev.obtaskd.api.v2.wire.AuditList;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who did what to one task. */
@Tag(name = "audit")
@Path("/api/v2/tasks/{id}")
@RolesAllowed("TASK_VIEWER")
@Produces(MediaType.APPLICATION_JSON)
public class TaskAuditResource {

    private final AuditViews trail;
    private final TaskIds ids;
    private final ChangeRequestReader calls;

    TaskAuditResource(AuditViews trail, TaskIds ids, ChangeRequestReader calls) {
        this.trail = trail;
        this.ids = ids;
        this.calls = calls;
    }

    /** A page of the task's audit. */
    @GET
    @Path("audit")
    @Operation(
            operationId = "listTaskAudit",
            summary = "Who did what to a task, when and why, the newest first")
    @Parameter(ref = OpenApiRefs.LIMIT)
    @Parameter(ref = OpenApiRefs.CURSOR)
    public AuditList ofTask(@PathParam("id") String id, @Context HttpServerRequest request) {
        var query = QueryParams.of(request.query(), QueryParams.OF_A_PAGE);
        var task = ids.task(id);
        return trail.page(
                task.id(),
                query.limit(QueryParams.STANDARD, QueryParams.MOST),
                query.text("cursor").orElse(null),
                calls.context(request));
    }
}
