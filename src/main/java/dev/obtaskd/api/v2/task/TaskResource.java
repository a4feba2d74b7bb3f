package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.ChangeResponse;
import dev.obtaskd.api.v2.http.QueryParameters;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.openapi.OpenApiRefs;
import dev.obtaskd.api.v2.wire.CountsView;
import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.api.v2.wire.TaskListView;
import dev.obtaskd.api.v2.wire.TaskRequest;
import dev.obtaskd.api.v2.wire.TaskView;
import dev.obtaskd.engine.SubmitResult;
import dev.obtaskd.engine.TaskSubmitter;
import dev.obtaskd.store.StoreReader;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Creates, lists and shows tasks. */
@Tag(name = "tasks")
@Path("/api/v2/tasks")
@Produces(MediaType.APPLICATION_JSON)
public class TaskResource {

    private final TaskSubmitter submit;
    private final StoreReader tasks;
    private final TaskPages pages;
    private final LastOperations operations;
    private final TaskIds ids;
    private final ChangeRequest.Reader requests;
    private final TaskResponses responses;
    private final TaskDetailAssembler details;

    TaskResource(
            TaskSubmitter submit,
            StoreReader tasks,
            TaskPages pages,
            LastOperations operations,
            TaskIds ids,
            ChangeRequest.Reader requests,
            TaskResponses responses,
            TaskDetailAssembler details) {
        this.submit = submit;
        this.tasks = tasks;
        this.pages = pages;
        this.operations = operations;
        this.ids = ids;
        this.requests = requests;
        this.responses = responses;
        this.details = details;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("TASK_MANAGER")
    @Operation(operationId = "createTask", summary = "Create a task")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TaskRequest.class)))
    @Parameter(ref = OpenApiRefs.KEY)
    @APIResponse(
            responseCode = "201",
            description = "The task is stored durably",
            headers = {
                @Header(
                        name = "Location",
                        description = "Path of the task",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(ref = OpenApiRefs.ETAG)
            },
            content = @Content(schema = @Schema(implementation = TaskView.class)))
    @APIResponse(responseCode = "400", ref = OpenApiRefs.PROBLEM)
    @APIResponse(responseCode = "404", ref = OpenApiRefs.PROBLEM)
    @APIResponse(responseCode = "409", ref = OpenApiRefs.PROBLEM)
    @APIResponse(responseCode = "507", ref = OpenApiRefs.PROBLEM)
    public Response submit(InputStream body, @Context HttpServerRequest request)
            throws IOException {
        QueryParameters.NONE.read(request);
        var bytes = StrictJson.bytes(body);
        var change = requests.read(request, bytes);
        var idempotent =
                change.idempotentRequest(task -> responses.created(task, change.context()));
        var submission =
                SubmitRequestMapper.map(
                        StrictJson.required(bytes, TaskRequest.class), change.actor(), idempotent);
        return switch (submit.submit(submission)) {
            case SubmitResult.Accepted(var task) ->
                    responses.created(task, change.context()).response();
            case SubmitResult.IdempotentReplay(var earlier) ->
                    ChangeResponse.of(earlier).response();
            case SubmitResult refused -> throw TaskRefusals.ofSubmit(refused, change.context());
        };
    }

    @GET
    @RolesAllowed("TASK_VIEWER")
    @Operation(operationId = "listTasks", summary = "List tasks, filtered and sorted")
    @AcceptsQuery(TaskListParameters.class)
    @APIResponse(responseCode = "200", description = "A page; nextCursor is null on the last page")
    public TaskListView list(@Context HttpServerRequest request) {
        var context = requests.context(request);
        var query = TaskQuery.of(TaskListParameters.PARAMETERS.read(request), context);
        var page = pages.page(query, context);
        var known = operations.of(page.items(), context);
        return new TaskListView(
                page.items().stream().map(task -> TaskMapper.view(task, known)).toList(),
                query.cursor(page.next()));
    }

    @GET
    @Path("counts")
    @RolesAllowed("TASK_VIEWER")
    @Operation(operationId = "countTasks", summary = "Count tasks by state")
    @APIResponse(responseCode = "200", description = "The number of tasks in every state")
    public CountsView counts(@Context HttpServerRequest request) {
        QueryParameters.NONE.read(request);
        return TaskMapper.counts(tasks.counts());
    }

    @GET
    @Path("{id}")
    @RolesAllowed("TASK_VIEWER")
    @Operation(operationId = "getTask", summary = "Get a task with its steps and sub tasks")
    @Parameter(ref = OpenApiRefs.LANGUAGE)
    @APIResponse(
            responseCode = "200",
            description = "The task",
            headers = @Header(ref = OpenApiRefs.ETAG),
            content = @Content(schema = @Schema(implementation = TaskDetailView.class)))
    @APIResponse(responseCode = "404", ref = OpenApiRefs.PROBLEM)
    public Response get(@PathParam("id") String id, @Context HttpServerRequest request) {
        QueryParameters.NONE.read(request);
        var task = ids.task(id);
        return Response.ok(details.of(task, requests.context(request)))
                .header("ETag", TaskResponses.etag(task))
                .build();
    }
}
