package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.PageParameters;
import dev.obtaskd.api.v2.wire.AuditList;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit of all tasks. */
@Tag(name = "audit")
@Path("/api/v2/audit")
@RolesAllowed("TASK_VIEWER")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private final AuditViews audit;
    private final ChangeRequest.Reader requests;

    AuditResource(AuditViews audit, ChangeRequest.Reader requests) {
        this.audit = audit;
        this.requests = requests;
    }

    /** A page of the audit. */
    @GET
    @Operation(operationId = "listAudit", summary = "List the audit of all tasks, newest first")
    @AcceptsQuery(PageParameters.class)
    public AuditList all(@Context HttpServerRequest request) {
        var query = PageParameters.PAGE.read(request);
        return audit.page(
                null,
                query.get(PageParameters.PAGE.limit),
                query.find(PageParameters.PAGE.cursor).orElse(null),
                requests.context(request));
    }
}
