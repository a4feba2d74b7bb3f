package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.QueryValues;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.AuditList;
import dev.obtaskd.security.Permission;
import dev.obtaskd.store.AuditFilter;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit; entries that belong to no task are for administrators only. */
@Tag(name = "audit")
@Path("/api/v2")
@RolesAllowed("TASK_VIEWER")
public class AuditResource {

    private static final String CSV = "text/csv";

    private final AuditViews audit;
    private final AuditCsv csv;
    private final ChangeRequest.Reader requests;
    private final SecurityIdentity identity;

    AuditResource(
            AuditViews audit,
            AuditCsv csv,
            ChangeRequest.Reader requests,
            SecurityIdentity identity) {
        this.audit = audit;
        this.csv = csv;
        this.requests = requests;
        this.identity = identity;
    }

    /** A page of the audit. */
    @GET
    @Path("audit")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listAudit",
            summary =
                    "List the audit, newest first; entries without a task are for administrators"
                            + " only")
    @AcceptsQuery(AuditListParameters.class)
    public AuditList list(@Context HttpServerRequest request) {
        var query = AuditListParameters.LIST.read(request);
        var context = requests.context(request);
        return audit.page(
                filter(query, context),
                query.get(AuditListParameters.LIST.limit),
                query.find(AuditListParameters.LIST.cursor).orElse(null),
                context);
    }

    /** The audit as CSV. */
    @GET
    @Path("audit.csv")
    @Produces(CSV)
    @Operation(
            operationId = "exportAudit",
            summary =
                    "Export the audit as CSV, newest first; the header Link has the address of the"
                            + " rest if the export is too long for one response")
    @AcceptsQuery(AuditExportParameters.class)
    @APIResponse(
            responseCode = "200",
            description = "RFC 4180, UTF-8, with a line of names",
            headers = {
                @Header(
                        name = "Link",
                        description = "rel=next: the rest of the export",
                        schema = @Schema(implementation = String.class)),
                @Header(
                        name = "Content-Disposition",
                        description = "The name of a file",
                        schema = @Schema(implementation = String.class))
            },
            content = @Content(mediaType = CSV, schema = @Schema(implementation = String.class)))
    public Response export(@Context HttpServerRequest request) {
        var query = AuditExportParameters.EXPORT.read(request);
        var context = requests.context(request);
        var sheet =
                csv.of(
                        filter(query, context),
                        query.find(AuditExportParameters.EXPORT.cursor).orElse(null),
                        context);
        var response =
                Response.ok(sheet.text(), CSV + ";charset=UTF-8")
                        .header("Content-Disposition", "attachment; filename=\"audit.csv\"")
                        .header("X-Content-Type-Options", "nosniff");
        if (sheet.nextCursor() != null) {
            response.header("Link", "<" + next(request, sheet.nextCursor()) + ">; rel=\"next\"");
        }
        return response.build();
    }

    private AuditFilter filter(QueryValues query, ResponseContext context) {
        return AuditListParameters.LIST.filter(
                query, context, !identity.hasRole(Permission.AUDIT_ALL));
    }

    /** The same address with another cursor. */
    private static String next(HttpServerRequest request, String cursor) {
        var others =
                request.query() == null
                        ? Stream.<String>empty()
                        : Arrays.stream(request.query().split("&"))
                                .filter(pair -> !pair.startsWith("cursor=") && !pair.isEmpty());
        return "/api/v2/audit.csv?"
                + Stream.concat(others, Stream.of("cursor=" + cursor))
                        .collect(Collectors.joining("&"));
    }
}
