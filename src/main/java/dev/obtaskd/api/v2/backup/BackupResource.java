package dev.obtaskd.api.v2.backup;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.log.DownloadContent;
import dev.obtaskd.api.v2.log.DownloadLimiter;
import dev.obtaskd.api.v2.log.FileDownload;
import dev.obtaskd.api.v2.openapi.OpenApiRefs;
import dev.obtaskd.api.v2.task.ReasonReader;
import dev.obtaskd.backup.Backup;
import dev.obtaskd.backup.BackupOptions;
import dev.obtaskd.backup.Backups;
import dev.obtaskd.security.AccountAudit;
import dev.obtaskd.security.AuditActor;
import dev.obtaskd.security.Permission;
import dev.obtaskd.store.AuditEntry;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Backs up this agent. Tokens cannot do it: every store has the hashes of all passwords and the
 * private key of the handshake.
 */
@Tag(name = "backup")
@Path("/api/v2/backup")
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Permission.USER_MANAGE)
public class BackupResource {

    private static final String ZIP = "application/zip";

    private final Backups backups;
    private final ChangeRequest.Reader requests;
    private final DownloadLimiter downloads;
    private final AccountAudit audit;

    BackupResource(
            Backups backups,
            ChangeRequest.Reader requests,
            DownloadLimiter downloads,
            AccountAudit audit) {
        this.backups = backups;
        this.requests = requests;
        this.downloads = downloads;
        this.audit = audit;
    }

    @POST
    @Produces(ZIP)
    @Operation(
            operationId = "createBackup",
            summary = "Back up the store, the operations and the settings of this agent",
            description =
                    "For administrators, but not with a token. The backup has every change that was"
                            + " acknowledged before the response begins. Its last entry,"
                            + " manifest.json, has the size and SHA-256 of all others: a backup"
                            + " without it is not complete. One backup is made at a time"
                            + " (backup.running).")
    @RequestBody(ref = OpenApiRefs.REASON)
    @AcceptsQuery(BackupParameters.class)
    @APIResponse(
            responseCode = "200",
            description = "The backup",
            content =
                    @Content(
                            mediaType = ZIP,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "409", ref = OpenApiRefs.PROBLEM)
    public Response create(InputStream body, @Context HttpServerRequest request)
            throws IOException {
        var options = BackupParameters.of(request);
        var caller = caller(request, ReasonReader.read(request, StrictJson.bytes(body)));
        var backup = backups.begin(options).orElseThrow(() -> running(caller, options));
        var sent = false;
        try {
            audit(caller, options, null);
            var response = response(backup);
            sent = true;
            return response;
        } finally {
            if (!sent) {
                backup.close();
            }
        }
    }

    private Response response(Backup backup) {
        var name = "obtaskd-" + backup.at().toString().replaceAll("\\..*|[:-]", "") + ".zip";
        var content = downloads.body(new BackupContent(backup), -1);
        return FileDownload.head(Response.ok(), name, ZIP).entity(content).build();
    }

    private ProblemException running(Caller caller, BackupOptions options) {
        audit(caller, options, ErrorCode.BACKUP_RUNNING);
        return ProblemException.of(ErrorCode.BACKUP_RUNNING);
    }

    private void audit(Caller caller, BackupOptions options, @Nullable ErrorCode refusal) {
        audit.record(
                caller.actor(),
                "backup",
                caller.reason(),
                options.toString(),
                refusal == null ? AuditEntry.Result.ACCEPTED : AuditEntry.Result.REFUSED,
                refusal == null ? null : refusal.word());
    }

    private Caller caller(HttpServerRequest request, @Nullable String reason) {
        var actor = requests.actor(request);
        return new Caller(
                new AuditActor(actor.user(), actor.role(), actor.source(), actor.address()),
                reason);
    }

    /** The user of a request, and the reason for the audit. */
    private record Caller(AuditActor actor, @Nullable String reason) {}

    /** The bytes of a backup. */
    private record BackupContent(Backup backup) implements DownloadContent {

        @Override
        public void write(OutputStream out) throws IOException {
            backup.write(out);
        }

        @Override
        public void close() throws IOException {
            backup.close();
        }
    }
}
