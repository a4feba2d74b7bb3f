package dev.obtaskd.api.v2;

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
public class AuditOfTask {

    private final AuditTrail trail;
    private final TaskIds ids;
    private final TaskCalls calls;

    AuditOfTask(AuditTrail trail, TaskIds ids, TaskCalls calls) {
        this.trail = trail;
        this.ids = ids;
        this.calls = calls;
    }

    /** A page of the task's audit. */
    @GET
    @Path("audit")
    @Operation(operationId = "listTaskAudit", summary = "Who did what to a task, when and why, the newest first")
    @Parameter(ref = Description.LIMIT)
    @Parameter(ref = Description.CURSOR)
    public AuditList ofTask(@PathParam("id") String id, @Context HttpServerRequest request) {
        var query = Query.of(request.query(), Query.OF_A_PAGE);
        var task = ids.task(id);
        return trail.page(task.id(), query.limit(Query.STANDARD, Query.MOST),
                query.text("cursor").orElse(null), calls.wording(request));
    }
}
