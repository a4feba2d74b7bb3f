package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ChangeRequestReader;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.lock.LockViews;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a task would be, before there is one. */
@Tag(name = "tasks")
@Path("/api/v2/tasks/preview")
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {

    private final TaskSubmitter submit;
    private final ChangeRequestReader calls;
    private final LockViews holders;

    PreviewResource(TaskSubmitter submit, ChangeRequestReader calls, LockViews holders) {
        this.submit = submit;
        this.calls = calls;
        this.holders = holders;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("TASK_MANAGER")
    @Operation(
            operationId = "previewTask",
            summary = "Tell what a task would run, where, and what is in its way")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TaskRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "Nothing was changed",
            content = @Content(schema = @Schema(implementation = PreviewView.class)))
    public PreviewView preview(InputStream body, @Context HttpServerRequest request)
            throws IOException {
        QueryParams.of(request.query(), Set.of());
        var bytes = StrictJson.bytes(body);
        var call = calls.of(request, bytes);
        var context = call.context();
        return switch (submit.preview(
                SubmitRequestMapper.map(
                        StrictJson.required(bytes, TaskRequest.class), call.actor(), null))) {
            case PreviewResult.Possible(var proposal, var conflicts, var _) ->
                    PreviewMapper.view(
                            proposal,
                            new PreviewTexts(proposal, context)::of,
                            holders.of(conflicts, context));
            case PreviewResult.Impossible(var why) -> throw SubmitRefusals.of(why, context);
        };
    }
}
