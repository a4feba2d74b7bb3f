package dev.obtaskd.api.v2.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.ChangeResponse;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.openapi.OpenApiRefs;
import dev.obtaskd.api.v2.wire.EffectsView;
import dev.obtaskd.api.v2.wire.RetryRequest;
import dev.obtaskd.api.v2.wire.TaskView;
import dev.obtaskd.engine.ControlRequest;
import dev.obtaskd.engine.ControlResult;
import dev.obtaskd.engine.TaskControl;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.TaskOp;
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
import org.jspecify.annotations.Nullable;

/** Operations on a task. With {@code ?dryRun=true} they only report their effects. */
@Tag(name = "tasks")
@Path("/api/v2/tasks/{id}")
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
        description = "The task after the operation, stored durably",
        headers = @Header(ref = OpenApiRefs.ETAG),
        content = @Content(schema = @Schema(implementation = TaskView.class)))
@APIResponse(responseCode = "409", ref = OpenApiRefs.PROBLEM)
public class TaskOperationResource {

    private static final RetryRequest RETRY = new RetryRequest(null, null);

    private final TaskControl control;
    private final TaskIds ids;
    private final ChangeRequest.Reader requests;
    private final TaskResponses responses;
    private final EffectViews views;

    TaskOperationResource(
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
    @Operation(
            operationId = "retryTask",
            summary = "Retry a failed task",
            description =
                    "With params: runs that start from now on use the changed parameters, rollbacks"
                            + " those of the run that they undo. params.fixed if the claim, the"
                            + " target, the hosts or a 'when' of the task would change.")
    @RequestBody(
            required = false,
            description = "Reason of the operation and changes of the parameters; optional",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RetryRequest.class)))
    @APIResponse(responseCode = "400", ref = OpenApiRefs.PROBLEM)
    @Parameter(ref = OpenApiRefs.KEY)
    @Parameter(ref = OpenApiRefs.IF_MATCH)
    public Response retry(
            @PathParam("id") String id, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        var bytes = StrictJson.bytes(body);
        ReasonReader.checkType(request, bytes);
        var retry = StrictJson.optional(bytes, RetryRequest.class, RETRY);
        ReasonReader.checked(retry.reason());
        return operate(TaskOp.RETRY, id, bytes, retry, request);
    }

    @POST
    @Path("rollback")
    @Operation(operationId = "rollbackTask", summary = "Roll back a failed task")
    @RequestBody(ref = OpenApiRefs.REASON)
    @Parameter(ref = OpenApiRefs.KEY)
    @Parameter(ref = OpenApiRefs.IF_MATCH)
    public Response rollback(
            @PathParam("id") String id, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        return operate(TaskOp.ROLLBACK, id, body, request);
    }

    @POST
    @Path("abandon")
    @Operation(operationId = "abandonTask", summary = "Abandon a failed task and release its claim")
    @RequestBody(ref = OpenApiRefs.REASON)
    @Parameter(ref = OpenApiRefs.KEY)
    @Parameter(ref = OpenApiRefs.IF_MATCH)
    public Response abandon(
            @PathParam("id") String id, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        return operate(TaskOp.ABANDON, id, body, request);
    }

    @POST
    @Path("terminate")
    @Operation(operationId = "terminateTask", summary = "Stop all running sub tasks of a task")
    @RequestBody(ref = OpenApiRefs.REASON)
    @Parameter(ref = OpenApiRefs.KEY)
    @Parameter(ref = OpenApiRefs.IF_MATCH)
    public Response terminate(
            @PathParam("id") String id, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        return operate(TaskOp.TERMINATE, id, body, request);
    }

    private Response operate(TaskOp op, String id, InputStream body, HttpServerRequest request)
            throws IOException {
        var bytes = StrictJson.bytes(body);
        var reason = ReasonReader.read(request, bytes);
        return operate(op, id, bytes, new RetryRequest(reason, null), request);
    }

    private Response operate(
            TaskOp op, String id, byte[] bytes, RetryRequest body, HttpServerRequest request) {
        var dryRun = DryRunParameters.isDryRun(request);
        var change = requests.read(request, bytes);
        var task = ids.task(id);
        if (dryRun) {
            return effects(op, task.id(), id, body.params(), change);
        }
        var idempotent =
                change.idempotentRequest(after -> responses.accepted(after, change.context()));
        var order =
                new ControlRequest(
                        change.actor(),
                        body.reason(),
                        IfMatchHeader.version(request, task),
                        idempotent);
        var result =
                body.params() == null
                        ? control.apply(op, task.id(), order)
                        : control.retry(task.id(), body.params(), order);
        return switch (result) {
            case ControlResult.Accepted(var after) ->
                    responses.accepted(after, change.context()).response();
            case ControlResult.IdempotentReplay(var earlier) ->
                    ChangeResponse.of(earlier).response();
            case ControlResult refused -> throw TaskRefusals.ofTask(id, refused, change.context());
        };
    }

    private Response effects(
            TaskOp op, TaskId taskId, String id, @Nullable JsonNode params, ChangeRequest change) {
        var preview =
                params == null
                        ? control.preview(op, taskId, change.actor())
                        : control.previewRetry(
                                taskId,
                                params,
                                change.actor(),
                                why -> TaskRefusals.ofTask(id, why, change.context()));
        var effects = preview.orElseThrow(() -> TaskRefusals.unknownTask(id));
        return Response.ok(views.of(effects, change.context())).build();
    }
}
