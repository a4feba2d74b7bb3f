package dev.obtaskd.api.v2;

import dev.obtaskd.engine.Control;
import dev.obtaskd.engine.Controlled;
import dev.obtaskd.engine.Request;
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

/** What people can do with a task. With {@code ?dryRun=true} nothing is done and the effects are told. */
@Tag(name = "tasks")
@Path("/api/v2/tasks/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed("TASK_MANAGER")
@APIResponse(responseCode = "200", description = "With dryRun: what would happen",
        content = @Content(schema = @Schema(implementation = EffectsView.class)))
@APIResponse(responseCode = "202", description = "The task as it is now, and on disk",
        headers = @Header(ref = Description.ETAG),
        content = @Content(schema = @Schema(implementation = TaskView.class)))
@APIResponse(responseCode = "409", ref = Description.PROBLEM)
public class TaskOperationResource {

    private final Control control;
    private final TaskIds ids;
    private final TaskCalls calls;
    private final TaskAnswers answers;
    private final TaskHolders holders;

    TaskOperationResource(Control control, TaskIds ids, TaskCalls calls, TaskAnswers answers, TaskHolders holders) {
        this.control = control;
        this.ids = ids;
        this.calls = calls;
        this.answers = answers;
        this.holders = holders;
    }

    @POST
    @Path("retry")
    @Operation(operationId = "retryTask", summary = "Go on with a failed task")
    @RequestBody(ref = Description.REASON)
    @Parameter(ref = Description.DRY_RUN)
    @Parameter(ref = Description.KEY)
    @Parameter(ref = Description.IF_MATCH)
    public Response retry(@PathParam("id") String id, InputStream body, @Context HttpServerRequest request) throws IOException {
        return operate(TaskOp.RETRY, id, body, request);
    }

    @POST
    @Path("rollback")
    @Operation(operationId = "rollbackTask", summary = "Undo what a failed task did")
    @RequestBody(ref = Description.REASON)
    @Parameter(ref = Description.DRY_RUN)
    @Parameter(ref = Description.KEY)
    @Parameter(ref = Description.IF_MATCH)
    public Response rollback(@PathParam("id") String id, InputStream body, @Context HttpServerRequest request) throws IOException {
        return operate(TaskOp.ROLLBACK, id, body, request);
    }

    @POST
    @Path("abandon")
    @Operation(operationId = "abandonTask", summary = "Give a failed task up and free its claim")
    @RequestBody(ref = Description.REASON)
    @Parameter(ref = Description.DRY_RUN)
    @Parameter(ref = Description.KEY)
    @Parameter(ref = Description.IF_MATCH)
    public Response abandon(@PathParam("id") String id, InputStream body, @Context HttpServerRequest request) throws IOException {
        return operate(TaskOp.ABANDON, id, body, request);
    }

    @POST
    @Path("terminate")
    @Operation(operationId = "terminateTask", summary = "Stop everything a task is doing")
    @RequestBody(ref = Description.REASON)
    @Parameter(ref = Description.DRY_RUN)
    @Parameter(ref = Description.KEY)
    @Parameter(ref = Description.IF_MATCH)
    public Response terminate(@PathParam("id") String id, InputStream body, @Context HttpServerRequest request) throws IOException {
        return operate(TaskOp.TERMINATE, id, body, request);
    }

    private Response operate(TaskOp op, String id, InputStream body, HttpServerRequest request) throws IOException {
        var dryRun = Query.of(request.query(), Set.of("dryRun")).flag("dryRun");
        var bytes = Body.bytes(body);
        var reason = TaskReason.of(request, bytes);
        var call = calls.of(request, bytes);
        var task = ids.task(id);
        if (dryRun) {
            return effects(op, task.id(), id, call);
        }
        var repeat = call.repeat(after -> answers.accepted(after, call.wording()));
        var outcome = control.apply(op, task.id(), new Request(call.actor(), reason, TaskMatch.version(request, task), repeat));
        return switch (outcome) {
            case Controlled.Accepted(var after) -> answers.accepted(after, call.wording()).response();
            case Controlled.Repeated(var answer) -> TaskAnswer.again(answer).response();
            case Controlled refused -> throw TaskOutcomes.ofTask(id, call.wording()).refusal(refused);
        };
    }

    private Response effects(TaskOp op, long row, String id, TaskCall call) {
        var effects = control.rehearse(op, row, call.actor())
                .orElseThrow(() -> TaskOutcomes.ofTask(id, call.wording()).unknown());
        return Response.ok(EffectsView.of(effects, holders.of(effects.conflicts(), call.wording()), call.wording())).build();
    }
}
