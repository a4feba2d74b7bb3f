package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.ChangeResponse;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.openapi.OpenApiRefs;
import dev.obtaskd.api.v2.wire.EffectsView;
import dev.obtaskd.api.v2.wire.SubTaskView;
import dev.obtaskd.engine.ControlRequest;
import dev.obtaskd.engine.ControlResult;
import dev.obtaskd.engine.TaskControl;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.task.SubTaskOp;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Operations on a sub task. With {@code ?dryRun=true} they only report their effects. */
@Tag(name = "subtasks")
@Path("/api/v2/subtasks/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed("TASK_MANAGER")
@AcceptsQuery(DryRunParameters.class)
@APIResponse(
        responseCode = "200",
        description = "With dryRun: the effects of the operation",
        content = @Content(schema = @Schema(implementation = EffectsView.class)))
@APIResponse(
        responseCode = "202",
        description = "The sub task after the operation, stored durably",
        headers = @Header(ref = OpenApiRefs.ETAG),
        content = @Content(schema = @Schema(implementation = SubTaskView.class)))
@APIResponse(responseCode = "409", ref = OpenApiRefs.PROBLEM)
public class SubTaskResource {

    private final TaskControl control;
    private final TaskIds ids;
    private final ChangeRequest.Reader requests;
    private final TaskResponses responses;
    private final EffectViews views;

    SubTaskResource(
            TaskControl control,
            TaskIds ids,
            ChangeRequest.Reader requests,
            TaskResponses responses,
            EffectViews views) {
        this.control = control;
        this.ids = ids;
        this.requests = requests;
        this.responses = responses;
        this.views = views;
    }

    @POST
    @Path("retry")
    @Operation(operationId = "retrySubTask", summary = "Retry a failed sub task")
    @RequestBody(ref = OpenApiRefs.REASON)
    @Parameter(ref = OpenApiRefs.KEY)
    @Parameter(ref = OpenApiRefs.IF_MATCH)
    public Response retry(
            @PathParam("id") String id, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        return operate(SubTaskOp.RETRY, id, body, request);
    }

    @POST
    @Path("skip")
    @Operation(operationId = "skipSubTask", summary = "Skip a failed sub task")
    @RequestBody(ref = OpenApiRefs.REASON)
    @Parameter(ref = OpenApiRefs.KEY)
    @Parameter(ref = OpenApiRefs.IF_MATCH)
    public Response skip(
            @PathParam("id") String id, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        return operate(SubTaskOp.SKIP, id, body, request);
    }

    @POST
    @Path("terminate")
    @Operation(operationId = "terminateSubTask", summary = "Stop a sub task")
    @RequestBody(ref = OpenApiRefs.REASON)
    @Parameter(ref = OpenApiRefs.KEY)
    @Parameter(ref = OpenApiRefs.IF_MATCH)
    public Response terminate(
            @PathParam("id") String id, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        return operate(SubTaskOp.TERMINATE, id, body, request);
    }

    private Response operate(SubTaskOp op, String id, InputStream body, HttpServerRequest request)
            throws IOException {
        var dryRun = DryRunParameters.isDryRun(request);
        var bytes = StrictJson.bytes(body);
        var reason = ReasonReader.read(request, bytes);
        var change = requests.read(request, bytes);
        var found = ids.subTask(id);
        if (dryRun) {
            return effects(op, found.subTaskId(), id, change);
        }
        var response = responses.accepted(found, change.context());
        var version = IfMatchHeader.version(request, found.task());
        var result =
                control.apply(
                        op,
                        found.subTaskId(),
                        new ControlRequest(
                                change.actor(),
                                reason,
                                version,
                                change.idempotentRequest(response)));
        return switch (result) {
            case ControlResult.Accepted(var after) -> response.apply(after).response();
            case ControlResult.IdempotentReplay(var earlier) ->
                    ChangeResponse.of(earlier).response();
            case ControlResult refused ->
                    throw TaskRefusals.ofSubTask(id, found.subTaskId(), refused, change.context());
        };
    }

    private Response effects(SubTaskOp op, SubTaskId subTask, String id, ChangeRequest change) {
        var effects =
                control.preview(op, subTask, change.actor())
                        .orElseThrow(() -> TaskRefusals.unknownSubTask(id));
        return Response.ok(views.of(effects, change.context())).build();
    }
}
