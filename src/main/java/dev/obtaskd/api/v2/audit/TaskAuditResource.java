package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.PageParameters;
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
    @AcceptsQuery(PageParameters.class)
    public AuditList ofTask(@PathParam("id") String id, @Context HttpServerRequest request) {
        var query = PageParameters.PAGE.read(request);
        var task = ids.task(id);
        return audit.page(
                task.id(),
                query.get(PageParameters.PAGE.limit),
                query.find(PageParameters.PAGE.cursor).orElse(null),
                requests.context(request));
    }
}
