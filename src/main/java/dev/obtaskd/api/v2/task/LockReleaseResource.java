package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.ChangeResponse;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.openapi.OpenApiRefs;
import dev.obtaskd.api.v2.wire.Direction;
import dev.obtaskd.api.v2.wire.EffectsView;
import dev.obtaskd.api.v2.wire.ReleaseRequest;
import dev.obtaskd.engine.ControlRequest;
import dev.obtaskd.engine.ControlResult;
import dev.obtaskd.engine.OrphanedHolds;
import dev.obtaskd.engine.TaskControl;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Task;
import dev.obtaskd.text.Messages;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Releases the claim of a task that has failed or does not exist any more. */
@Tag(name = "locks")
@Path("/api/v2/locks/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed("ADMIN")
public class LockReleaseResource {

    private static final Messages MESSAGES = Messages.of("api");
    private static final ReleaseRequest NONE = new ReleaseRequest(null);

    private final TaskControl control;
    private final OrphanedHolds orphans;
    private final TaskIds ids;
    private final ChangeRequest.Reader requests;
    private final TaskResponses responses;

    LockReleaseResource(
            TaskControl control,
            OrphanedHolds orphans,
            TaskIds ids,
            ChangeRequest.Reader requests,
            TaskResponses responses) {
        this.control = control;
        this.orphans = orphans;
        this.ids = ids;
        this.requests = requests;
        this.responses = responses;
    }

    @POST
    @Path("release")
    @Operation(
            operationId = "releaseLock",
            summary = "Release the claim of a failed task",
            description =
                    "For administrators. The task stays unfinished; it takes the claim back when it"
                            + " is retried or rolled back, unless another task has used it since"
                            + " (claim.expired).")
    @RequestBody(
            description = "Reason; required unless dryRun is true",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReleaseRequest.class)))
    @Parameter(ref = OpenApiRefs.KEY)
    @AcceptsQuery(DryRunParameters.class)
    @APIResponse(
            responseCode = "200",
            description = "The effects; without dryRun they are stored durably",
            content = @Content(schema = @Schema(implementation = EffectsView.class)))
    @APIResponse(responseCode = "404", ref = OpenApiRefs.PROBLEM)
    @APIResponse(responseCode = "409", ref = OpenApiRefs.PROBLEM)
    public Response release(
            @PathParam("id") String id, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        var dryRun = DryRunParameters.isDryRun(request);
        var bytes = StrictJson.bytes(body);
        ReasonReader.checkType(request, bytes);
        var reason = reason(bytes, dryRun);
        var change = requests.read(request, bytes);
        var owner = ids.holder(id);
        if (dryRun) {
            return Response.ok(effects(id, owner, change)).build();
        }
        return released(id, owner, reason, change).response();
    }

    private EffectsView effects(String id, TaskId owner, ChangeRequest change) {
        return control.previewRelease(owner, change.actor())
                .map(effects -> EffectsMapper.view(effects, List.of(), null, change.context()))
                .or(
                        () ->
                                orphans.exists(owner)
                                        ? Optional.of(EffectsMapper.released(Direction.FORWARD))
                                        : Optional.empty())
                .orElseThrow(() -> TaskRefusals.unknownLock(id));
    }

    private ChangeResponse released(
            String id, TaskId owner, @Nullable String reason, ChangeRequest change) {
        var request =
                new ControlRequest(
                        change.actor(),
                        reason,
                        null,
                        change.idempotentRequest(task -> response(direction(task))));
        return switch (control.releaseHold(owner, request)) {
            case ControlResult.Accepted(var after) -> response(direction(after));
            case ControlResult.IdempotentReplay(var earlier) -> ChangeResponse.of(earlier);
            case ControlResult.Unknown _ when orphans.release(owner, request) ->
                    response(Direction.FORWARD);
            case ControlResult refused -> throw TaskRefusals.ofLock(id, refused, change.context());
        };
    }

    private ChangeResponse response(Direction direction) {
        return new ChangeResponse(
                200, responses.text(EffectsMapper.released(direction)), null, null);
    }

    private static Direction direction(Task task) {
        return WireEnums.of(Direction.class, task.direction());
    }

    private static @Nullable String reason(byte[] body, boolean dryRun) {
        var reason =
                ReasonReader.checked(
                        StrictJson.optional(body, ReleaseRequest.class, NONE).reason());
        if (!dryRun && (reason == null || reason.isBlank())) {
            throw ProblemException.malformed(
                    "/reason", reason, MESSAGES.text("field.reason.missing"));
        }
        return reason;
    }
}
