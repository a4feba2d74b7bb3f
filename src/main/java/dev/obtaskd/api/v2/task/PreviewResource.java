package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.QueryParameters;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.lock.LockViews;
import dev.obtaskd.api.v2.openapi.OpenApiRefs;
import dev.obtaskd.api.v2.wire.PreviewView;
import dev.obtaskd.api.v2.wire.TaskRequest;
import dev.obtaskd.engine.PreviewResult;
import dev.obtaskd.engine.TaskSubmitter;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Previews a task without creating it. */
@Tag(name = "tasks")
@Path("/api/v2/tasks/preview")
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {

    private final TaskSubmitter submit;
    private final ChangeRequest.Reader requests;
    private final LockViews locks;

    PreviewResource(TaskSubmitter submit, ChangeRequest.Reader requests, LockViews locks) {
        this.submit = submit;
        this.requests = requests;
        this.locks = locks;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("TASK_MANAGER")
    @Operation(
            operationId = "previewTask",
            summary = "Preview the steps, hosts and conflicts of a task")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TaskRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "The preview; nothing was changed",
            content = @Content(schema = @Schema(implementation = PreviewView.class)))
    @APIResponse(responseCode = "404", ref = OpenApiRefs.PROBLEM)
    public PreviewView preview(InputStream body, @Context HttpServerRequest request)
            throws IOException {
        QueryParameters.NONE.read(request);
        var bytes = StrictJson.bytes(body);
        var change = requests.read(request, bytes);
        var context = change.context();
        return switch (submit.preview(
                SubmitRequestMapper.map(
                        StrictJson.required(bytes, TaskRequest.class), change.actor(), null))) {
            case PreviewResult.Possible(var planned, var conflicts, var _) ->
                    PreviewMapper.view(
                            planned,
                            new PreviewTexts(planned, context)::of,
                            locks.of(conflicts, context),
                            context);
            case PreviewResult.Impossible(var why) -> throw TaskRefusals.ofSubmit(why, context);
        };
    }
}
