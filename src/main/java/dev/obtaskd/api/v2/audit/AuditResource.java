package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.ChangeRequestReader;
import dev.obtaskd.api.v2.http.OpenApiRefs;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.api.v2.wire.AuditList;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who did what to all tasks. */
@Tag(name = "audit")
@Path("/api/v2/audit")
@RolesAllowed("TASK_VIEWER")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private final AuditViews trail;
    private final ChangeRequestReader calls;

    AuditResource(AuditViews trail, ChangeRequestReader calls) {
        this.trail = trail;
        this.calls = calls;
    }

    /** A page of the audit. */
    @GET
    @Operation(operationId = "listAudit", summary = "Who did what, when and why, the newest first")
    @Parameter(ref = OpenApiRefs.LIMIT)
    @Parameter(ref = OpenApiRefs.CURSOR)
    public AuditList all(@Context HttpServerRequest request) {
        var query = QueryParams.of(request.query(), QueryParams.OF_A_PAGE);
        return trail.page(
                null,
                query.limit(QueryParams.STANDARD, QueryParams.MOST),
                query.text("cursor").orElse(null),
                calls.context(request));
    }
}
