package dev.obtaskd.api.v2.batch;

import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.ChangeResponse;
import dev.obtaskd.api.v2.http.QueryParameters;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.openapi.OpenApiRefs;
import dev.obtaskd.api.v2.task.TaskRefusals;
import dev.obtaskd.api.v2.task.TaskResponses;
import dev.obtaskd.api.v2.wire.BatchRequest;
import dev.obtaskd.api.v2.wire.BatchView;
import dev.obtaskd.engine.BatchIdempotency;
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

    private final BatchRunner runner;
    private final BatchIdempotency idempotency;
    private final ChangeRequest.Reader requests;
    private final TaskResponses responses;

    BatchResource(
            BatchRunner runner,
            BatchIdempotency idempotency,
            ChangeRequest.Reader requests,
            TaskResponses responses) {
        this.runner = runner;
        this.idempotency = idempotency;
        this.requests = requests;
        this.responses = responses;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("TASK_MANAGER")
    @Operation(
            operationId = "operateTasks",
            summary = "Apply one operation to many tasks, independently of each other")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BatchRequest.class)))
    @Parameter(ref = OpenApiRefs.KEY)
    @APIResponse(
            responseCode = "200",
            description = "The result for each task",
            content = @Content(schema = @Schema(implementation = BatchView.class)))
    public Response operate(InputStream body, @Context HttpServerRequest request)
            throws IOException {
        QueryParameters.NONE.read(request);
        var bytes = StrictJson.bytes(body);
        var change = requests.read(request, bytes);
        var batch = BatchRequestReader.read(bytes);
        var key = change.idempotencyKey().value();
        return (key == null ? respond(batch, change) : idempotent(key, batch, change)).response();
    }

    private ChangeResponse idempotent(String key, BatchRequest batch, ChangeRequest change) {
        var hash = change.idempotencyKey().requestHash();
        var earlier = idempotency.find(change.actor(), key);
        if (earlier.isPresent() && !earlier.get().requestHash().equals(hash)) {
            throw TaskRefusals.mismatch(key);
        }
        return earlier.map(ChangeResponse::of)
                .orElseGet(
                        () -> {
                            var response = respond(batch, change);
                            idempotency.save(
                                    response.toIdempotencyRecord(
                                            change.actor().user(),
                                            key,
                                            hash,
                                            change.context().now()));
                            return response;
                        });
    }

    private ChangeResponse respond(BatchRequest batch, ChangeRequest change) {
        return new ChangeResponse(200, responses.text(runner.of(batch, change)), null, null);
    }
}
