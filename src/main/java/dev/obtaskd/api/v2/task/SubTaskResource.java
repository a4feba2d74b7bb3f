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
 * What people can do with one sub task. With {@code ?dryRun=true} nothing is done and the effects
 * are told.
 */
@Tag(name = "subtasks")
@Path("/api/v2/subtasks/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed("TASK_MANAGER")
@APIResponse(
        responseCode = "200",
        description = "With dryRun: what would happen",
        content = @Content(schema = @Schema(implementation = EffectsView.class)))
@APIResponse(
        responseCode = "202",
        description = "The sub task as it is now, and on disk",
        headers = @Header(ref = OpenApiRefs.ETAG),
        content = @Content(schema = @Schema(implementation = SubTaskView.class)))
@APIResponse(responseCode = "409", ref = OpenApiRefs.PROBLEM)
public class SubTaskResource {

    private final TaskControl control;
    private final TaskIds ids;
    private final ChangeRequestReader calls;
    private final SubTaskResponses answers;
    private final LockViews holders;

    SubTaskResource(
            TaskControl control,
            TaskIds ids,
            ChangeRequestReader calls,
            SubTaskResponses answers,
            LockViews holders) {
        this.control = control;
        this.ids = ids;
        this.calls = calls;
        this.answers = answers;
        this.holders = holders;
    }

    @POST
    @Path("retry")
    @Operation(operationId = "retrySubTask", summary = "Run a failed sub task again")
    @RequestBody(ref = OpenApiRefs.REASON)
    @Parameter(ref = OpenApiRefs.DRY_RUN)
    @Parameter(ref = OpenApiRefs.KEY)
    @Parameter(ref = OpenApiRefs.IF_MATCH)
    public Response retry(
            @PathParam("id") String id, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        return operate(SubTaskOp.RETRY, id, body, request);
    }

    @POST
    @Path("skip")
    @Operation(operationId = "skipSubTask", summary = "Go on without a failed sub task")
    @RequestBody(ref = OpenApiRefs.REASON)
    @Parameter(ref = OpenApiRefs.DRY_RUN)
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
    @Parameter(ref = OpenApiRefs.DRY_RUN)
    @Parameter(ref = OpenApiRefs.KEY)
    @Parameter(ref = OpenApiRefs.IF_MATCH)
    public Response terminate(
            @PathParam("id") String id, InputStream body, @Context HttpServerRequest request)
            throws IOException {
        return operate(SubTaskOp.TERMINATE, id, body, request);
    }

    private Response operate(SubTaskOp op, String id, InputStream body, HttpServerRequest request)
            throws IOException {
        var dryRun = QueryParams.of(request.query(), Set.of("dryRun")).flag("dryRun");
        var bytes = StrictJson.bytes(body);
        var reason = ReasonRequest.of(request, bytes);
        var call = calls.of(request, bytes);
        var found = ids.subTask(id);
        var outcomes = OperationRefusals.ofSubTask(id, found.subTaskId(), call.wording());
        if (dryRun) {
            return effects(op, found.subTaskId(), outcomes, call);
        }
        var answer = answers.after(found, call.wording());
        var version = IfMatchHeader.version(request, found.task());
        var outcome =
                control.apply(
                        op,
                        found.subTaskId(),
                        new ControlRequest(call.actor(), reason, version, call.repeat(answer)));
        return switch (outcome) {
            case ControlResult.Accepted(var after) -> answer.apply(after).response();
            case ControlResult.Repeated(var earlier) -> TaskResponse.again(earlier).response();
            case ControlResult refused -> throw outcomes.refusal(refused);
        };
    }

    private Response effects(
            SubTaskOp op, SubTaskId subTask, OperationRefusals outcomes, ChangeRequest call) {
        var effects = control.rehearse(op, subTask, call.actor()).orElseThrow(outcomes::unknown);
        return Response.ok(
                        EffectsView.of(
                                effects,
                                holders.of(effects.conflicts(), call.wording()),
                                call.wording()))
                .build();
    }
}
