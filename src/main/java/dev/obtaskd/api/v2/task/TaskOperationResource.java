package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.ChangeRequestReader;
import dev.obtaskd.api.v2.http.OpenApiRefs;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.http.TaskResponse;
import dev.obtaskd.api.v2.lock.LockViews;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What people can do with a task. With {@code ?dryRun=true} nothing is done and the effects are
 * told.
 */
@Tag(name = "tasks")
@Path("/api/v2/tasks/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed("TASK_MANAGER")
@APIResponse(
        responseCode = "200",
        description = "With dryRun: what would happen",
        content = @Content(schema = @Schema(implementation = EffectsView.class)))
@APIResponse(
        responseCode = "202",
        description = "The task as it is now, and on disk",
        headers = @Header(ref = OpenApiRefs.ETAG),
        content = @Content(schema = @Schema(implementation = TaskView.class)))
@APIResponse(responseCode = "409", ref = OpenApiRefs.PROBLEM)
public class TaskOperationResource {

    private final TaskControl control;
    private final TaskIds ids;
    private final ChangeRequestReader calls;
    private final TaskResponses answers;
    private final LockViews holders;

    TaskOperationResource(
            TaskControl control,
            TaskIds ids,
            ChangeRequestReader calls,
            TaskResponses answers,
            LockViews holders) {
        this.control = control;
        this.ids = ids;
        this.calls = calls;
        this.answers = answers;
        this.holders = holders;
    }

    @POST
    @Path("retry")
    @Operation(operationId = "retryTask", summary = "Go on with a failed task")
    @RequestBody(ref = OpenApiRefs.REASON)
    @Parameter(ref = OpenApiRefs.DRY_RUN)
    @Parameter(ref = OpenApiRefs.KEY)
    @Parameter(ref = OpenApiRefs.IF_MATCH)
    public Response retry(
            @PathParam("id") String id, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        return operate(TaskOp.RETRY, id, body, request);
    }

    @POST
    @Path("rollback")
    @Operation(operationId = "rollbackTask", summary = "Undo what a failed task did")
    @RequestBody(ref = OpenApiRefs.REASON)
    @Parameter(ref = OpenApiRefs.DRY_RUN)
    @Parameter(ref = OpenApiRefs.KEY)
    @Parameter(ref = OpenApiRefs.IF_MATCH)
    public Response rollback(
            @PathParam("id") String id, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        return operate(TaskOp.ROLLBACK, id, body, request);
    }

    @POST
    @Path("abandon")
    @Operation(operationId = "abandonTask", summary = "Give a failed task up and free its claim")
    @RequestBody(ref = OpenApiRefs.REASON)
    @Parameter(ref = OpenApiRefs.DRY_RUN)
    @Parameter(ref = OpenApiRefs.KEY)
    @Parameter(ref = OpenApiRefs.IF_MATCH)
    public Response abandon(
            @PathParam("id") String id, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        return operate(TaskOp.ABANDON, id, body, request);
    }

    @POST
    @Path("terminate")
    @Operation(operationId = "terminateTask", summary = "Stop everything a task is doing")
    @RequestBody(ref = OpenApiRefs.REASON)
    @Parameter(ref = OpenApiRefs.DRY_RUN)
    @Parameter(ref = OpenApiRefs.KEY)
    @Parameter(ref = OpenApiRefs.IF_MATCH)
    public Response terminate(
            @PathParam("id") String id, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        return operate(TaskOp.TERMINATE, id, body, request);
    }

    private Response operate(TaskOp op, String id, InputStream body, HttpServerRequest request)
            throws IOException {
        var dryRun = QueryParams.of(request.query(), Set.of("dryRun")).flag("dryRun");
        var bytes = StrictJson.bytes(body);
        var reason = ReasonRequest.of(request, bytes);
        var call = calls.of(request, bytes);
        var task = ids.task(id);
        if (dryRun) {
            return effects(op, task.id(), id, call);
        }
        var repeat = call.repeat(after -> answers.accepted(after, call.wording()));
        var outcome =
                control.apply(
                        op,
                        task.id(),
                        new ControlRequest(
                                call.actor(),
                                reason,
                                IfMatchHeader.version(request, task),
                                repeat));
        return switch (outcome) {
            case ControlResult.Accepted(var after) ->
                    answers.accepted(after, call.wording()).response();
            case ControlResult.Repeated(var answer) -> TaskResponse.again(answer).response();
            case ControlResult refused ->
                    throw OperationRefusals.ofTask(id, call.wording()).refusal(refused);
        };
    }

    private Response effects(TaskOp op, TaskId taskId, String id, ChangeRequest call) {
        var effects =
                control.rehearse(op, taskId, call.actor())
                        .orElseThrow(() -> OperationRefusals.ofTask(id, call.wording()).unknown());
        return Response.ok(
                        EffectsView.of(
                                effects,
                                holders.of(effects.conflicts(), call.wording()),
                                call.wording()))
                .build();
    }
}
