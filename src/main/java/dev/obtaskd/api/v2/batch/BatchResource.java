package dev.obtaskd.api.v2.batch;

import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.ChangeRequestReader;
import dev.obtaskd.api.v2.http.OpenApiRefs;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.http.TaskResponse;
import dev.obtaskd.api.v2.task.SubmitRefusals;
import dev.obtaskd.api.v2.task.TaskResponses;
import dev.obtaskd.api.v2.wire.BatchRequest;
import dev.obtaskd.api.v2.wire.BatchView;
import dev.obtaskd.engine.BatchResponses;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One operation on many tasks. */
@Tag(name = "tasks")
@Path("/api/v2/tasks/batch")
@Produces(MediaType.APPLICATION_JSON)
public class BatchResource {

    private final BatchRunner run;
    private final BatchResponses kept;
    private final ChangeRequestReader calls;
    private final TaskResponses answers;

    BatchResource(
            BatchRunner run,
            BatchResponses kept,
            ChangeRequestReader calls,
            TaskResponses answers) {
        this.run = run;
        this.kept = kept;
        this.calls = calls;
        this.answers = answers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("TASK_MANAGER")
    @Operation(operationId = "operateTasks", summary = "Operate many tasks, each for itself")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BatchRequest.class)))
    @Parameter(ref = OpenApiRefs.KEY)
    @APIResponse(
            responseCode = "200",
            description = "What became of each task",
            content = @Content(schema = @Schema(implementation = BatchView.class)))
    public Response operate(InputStream body, @Context HttpServerRequest request)
            throws IOException {
        QueryParams.of(request.query(), Set.of());
        var bytes = StrictJson.bytes(body);
        var call = calls.of(request, bytes);
        var batch = BatchRequestReader.read(bytes);
        var key = call.idempotency().key();
        return (key == null ? answer(batch, call) : once(key, batch, call)).response();
    }

    private TaskResponse once(String key, BatchRequest batch, ChangeRequest call) {
        var hash = call.idempotency().requestHash();
        var earlier = kept.earlier(call.actor(), key);
        if (earlier.isPresent() && !earlier.get().requestHash().equals(hash)) {
            throw SubmitRefusals.mismatch(key);
        }
        return earlier.map(TaskResponse::again)
                .orElseGet(
                        () -> {
                            var answer = answer(batch, call);
                            kept.keep(
                                    answer.stored(
                                            call.actor().user(), key, hash, call.context().now()));
                            return answer;
                        });
    }

    private TaskResponse answer(BatchRequest batch, ChangeRequest call) {
        return new TaskResponse(200, answers.text(run.of(batch, call)), null, null);
    }
}
