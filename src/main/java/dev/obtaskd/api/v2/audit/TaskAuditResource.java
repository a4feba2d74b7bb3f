package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.ChangeRequest;
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

/** The audit of one task. */
@Tag(name = "audit")
@Path("/api/v2/tasks/{id}")
@RolesAllowed("TASK_VIEWER")
@Produces(MediaType.APPLICATION_JSON)
public class TaskAuditResource {

    private final AuditViews audit;
    private final TaskIds ids;
    private final ChangeRequest.Reader requests;

    TaskAuditResource(AuditViews audit, TaskIds ids, ChangeRequest.Reader requests) {
        this.audit = audit;
        this.ids = ids;
        this.requests = requests;
    }

    /** A page of the task's audit. */
    @GET
    @Path("audit")
    @Operation(operationId = "listTaskAudit", summary = "List the audit of a task, newest first")
    @Parameter(ref = OpenApiRefs.LIMIT)
    @Parameter(ref = OpenApiRefs.CURSOR)
    public AuditList ofTask(@PathParam("id") String id, @Context HttpServerRequest request) {
        var query = QueryParams.of(request.query(), QueryParams.PAGE_PARAMETERS);
        var task = ids.task(id);
        return audit.page(
                task.id(),
                query.limit(QueryParams.DEFAULT_LIMIT, QueryParams.MAX_LIMIT),
                query.text("cursor").orElse(null),
                requests.context(request));
    }
}
