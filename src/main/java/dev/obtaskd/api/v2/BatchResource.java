package dev.obtaskd.api.v2;

import dev.obtaskd.engine.BatchAnswers;
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

    private final BatchRun run;
    private final BatchAnswers kept;
    private final TaskCalls calls;
    private final TaskAnswers answers;

    BatchResource(BatchRun run, BatchAnswers kept, TaskCalls calls, TaskAnswers answers) {
        this.run = run;
        this.kept = kept;
        this.calls = calls;
        this.answers = answers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("TASK_MANAGER")
    @Operation(operationId = "operateTasks", summary = "Operate many tasks, each for itself")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = BatchRequest.class)))
    @Parameter(ref = Description.KEY)
    @APIResponse(responseCode = "200", description = "What became of each task",
            content = @Content(schema = @Schema(implementation = BatchView.class)))
    public Response operate(InputStream body, @Context HttpServerRequest request) throws IOException {
        Query.of(request.query(), Set.of());
        var bytes = Body.bytes(body);
        var call = calls.of(request, bytes);
        var batch = Body.required(bytes, BatchRequest.class).checked();
        var key = call.idempotency().key();
        return (key == null ? answer(batch, call) : once(key, batch, call)).response();
    }

    private TaskAnswer once(String key, BatchRequest batch, TaskCall call) {
        var hash = call.idempotency().requestHash();
        var earlier = kept.earlier(call.actor(), key);
        if (earlier.isPresent() && !earlier.get().requestHash().equals(hash)) {
            throw TaskRefusals.mismatch(key);
        }
        return earlier.map(TaskAnswer::again).orElseGet(() -> {
            var answer = answer(batch, call);
            kept.keep(answer.stored(call.actor().user(), key, hash, call.wording().now()));
            return answer;
        });
    }

    private TaskAnswer answer(BatchRequest batch, TaskCall call) {
        return new TaskAnswer(200, answers.text(run.of(batch, call)), null, null);
    }
}
