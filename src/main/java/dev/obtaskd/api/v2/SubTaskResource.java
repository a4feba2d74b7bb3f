package dev.obtaskd.api.v2;

import dev.obtaskd.engine.Control;
import dev.obtaskd.engine.Controlled;
import dev.obtaskd.engine.Request;
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

/** What people can do with one sub task. With {@code ?dryRun=true} nothing is done and the effects are told. */
@Tag(name = "subtasks")
@Path("/api/v2/subtasks/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed("TASK_MANAGER")
@APIResponse(responseCode = "200", description = "With dryRun: what would happen",
        content = @Content(schema = @Schema(implementation = EffectsView.class)))
@APIResponse(responseCode = "202", description = "The sub task as it is now, and on disk",
        headers = @Header(ref = Description.ETAG),
        content = @Content(schema = @Schema(implementation = SubTaskView.class)))
@APIResponse(responseCode = "409", ref = Description.PROBLEM)
public class SubTaskResource {

    private final Control control;
    private final TaskIds ids;
    private final TaskCalls calls;
    private final SubTaskAnswers answers;
    private final TaskHolders holders;

    SubTaskResource(Control control, TaskIds ids, TaskCalls calls, SubTaskAnswers answers, TaskHolders holders) {
        this.control = control;
        this.ids = ids;
        this.calls = calls;
        this.answers = answers;
        this.holders = holders;
    }

    @POST
    @Path("retry")
    @Operation(operationId = "retrySubTask", summary = "Run a failed sub task again")
    @RequestBody(ref = Description.REASON)
    @Parameter(ref = Description.DRY_RUN)
    @Parameter(ref = Description.KEY)
    @Parameter(ref = Description.IF_MATCH)
    public Response retry(@PathParam("id") String id, InputStream body, @Context HttpServerRequest request) throws IOException {
        return operate(SubTaskOp.RETRY, id, body, request);
    }

    @POST
    @Path("skip")
    @Operation(operationId = "skipSubTask", summary = "Go on without a failed sub task")
    @RequestBody(ref = Description.REASON)
    @Parameter(ref = Description.DRY_RUN)
    @Parameter(ref = Description.KEY)
    @Parameter(ref = Description.IF_MATCH)
    public Response skip(@PathParam("id") String id, InputStream body, @Context HttpServerRequest request) throws IOException {
        return operate(SubTaskOp.SKIP, id, body, request);
    }

    @POST
    @Path("terminate")
    @Operation(operationId = "terminateSubTask", summary = "Stop a sub task")
    @RequestBody(ref = Description.REASON)
    @Parameter(ref = Description.DRY_RUN)
    @Parameter(ref = Description.KEY)
    @Parameter(ref = Description.IF_MATCH)
    public Response terminate(@PathParam("id") String id, InputStream body, @Context HttpServerRequest request) throws IOException {
        return operate(SubTaskOp.TERMINATE, id, body, request);
    }

    private Response operate(SubTaskOp op, String id, InputStream body, HttpServerRequest request) throws IOException {
        var dryRun = Query.of(request.query(), Set.of("dryRun")).flag("dryRun");
        var bytes = Body.bytes(body);
        var reason = TaskReason.of(request, bytes);
        var call = calls.of(request, bytes);
        var found = ids.subTask(id);
        var outcomes = TaskOutcomes.ofSubTask(id, found.subTaskId(), call.wording());
        if (dryRun) {
            return effects(op, found.subTaskId(), outcomes, call);
        }
        var answer = answers.after(found, call.wording());
        var version = TaskMatch.version(request, found.task());
        var outcome = control.apply(op, found.subTaskId(), new Request(call.actor(), reason, version, call.repeat(answer)));
        return switch (outcome) {
            case Controlled.Accepted(var after) -> answer.apply(after).response();
            case Controlled.Repeated(var earlier) -> TaskAnswer.again(earlier).response();
            case Controlled refused -> throw outcomes.refusal(refused);
        };
    }

    private Response effects(SubTaskOp op, long row, TaskOutcomes outcomes, TaskCall call) {
        var effects = control.rehearse(op, row, call.actor()).orElseThrow(outcomes::unknown);
        return Response.ok(EffectsView.of(effects, holders.of(effects.conflicts(), call.wording()), call.wording())).build();
    }
}
