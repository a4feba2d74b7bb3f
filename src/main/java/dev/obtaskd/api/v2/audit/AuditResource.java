package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.PageParameters;
import dev.obtaskd.api.v2.wire.AuditList;
import dev.obtaskd.security.Permission;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit; entries that belong to no task are for administrators only. */
@Tag(name = "audit")
@Path("/api/v2/audit")
@RolesAllowed("TASK_VIEWER")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private final AuditViews audit;
    private final ChangeRequest.Reader requests;
    private final SecurityIdentity identity;

    AuditResource(AuditViews audit, ChangeRequest.Reader requests, SecurityIdentity identity) {
        this.audit = audit;
        this.requests = requests;
        this.identity = identity;
    }

    /** A page of the audit. */
    @GET
    @Operation(operationId = "listAudit", summary = "List the audit of all tasks, newest first")
    @AcceptsQuery(PageParameters.class)
    public AuditList all(@Context HttpServerRequest request) {
        var query = PageParameters.PAGE.read(request);
        var limit = query.get(PageParameters.PAGE.limit);
        var cursor = query.find(PageParameters.PAGE.cursor).orElse(null);
        var context = requests.context(request);
        return identity.hasRole(Permission.AUDIT_ALL)
                ? audit.page(null, limit, cursor, context)
                : audit.pageOfTasks(limit, cursor, context);
    }
}
