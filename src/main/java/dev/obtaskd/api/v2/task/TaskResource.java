package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ChangeRequestReader;
import dev.obtaskd.api.v2.http.OpenApiRefs;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.http.TaskResponse;
import dev.obtaskd.engine.SubmitResult;
import dev.obtaskd.engine.TaskSubmitter;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.TaskState;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tasks: start one, list them, look at one. */
@Tag(name = "tasks")
@Path("/api/v2/tasks")
@Produces(MediaType.APPLICATION_JSON)
public class TaskResource {

    private final TaskSubmitter submit;
    private final StoreReader tasks;
    private final TaskIds ids;
    private final ChangeRequestReader calls;
    private final TaskResponses answers;
    private final TaskDetailAssembler details;

    TaskResource(
            TaskSubmitter submit,
            StoreReader tasks,
            TaskIds ids,
            ChangeRequestReader calls,
            TaskResponses answers,
            TaskDetailAssembler details) {
        this.submit = submit;
        this.tasks = tasks;
        this.ids = ids;
        this.calls = calls;
        this.answers = answers;
        this.details = details;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("TASK_MANAGER")
    @Operation(operationId = "createTask", summary = "Start a task of an operation")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TaskRequest.class)))
    @Parameter(ref = OpenApiRefs.KEY)
    @APIResponse(
            responseCode = "201",
            description = "The task is on disk",
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
        QueryParams.of(request.query(), Set.of());
        var bytes = StrictJson.bytes(body);
        var call = calls.of(request, bytes);
        var repeat = call.repeat(task -> answers.created(task, call.wording()));
        var submission =
                StrictJson.required(bytes, TaskRequest.class).submission(call.actor(), repeat);
        return switch (submit.submit(submission)) {
            case SubmitResult.Accepted(var task) ->
                    answers.created(task, call.wording()).response();
            case SubmitResult.Repeated(var answer) -> TaskResponse.again(answer).response();
            case SubmitResult refused -> throw SubmitRefusals.of(refused, call.wording());
        };
    }

    @GET
    @RolesAllowed("TASK_VIEWER")
    @Operation(operationId = "listTasks", summary = "List tasks, filtered and sorted")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "Repeatable: one of these states",
            schema = @Schema(type = SchemaType.ARRAY, implementation = TaskState.class))
    @Parameter(
            name = "scope",
            in = ParameterIn.QUERY,
            description = "Exactly this one",
            schema = @Schema(implementation = TaskScope.class))
    @Parameter(
            name = "maintenance",
            in = ParameterIn.QUERY,
            description = "Exactly this type",
            schema = @Schema(implementation = MaintenanceType.class))
    @Parameter(
            name = "operation",
            in = ParameterIn.QUERY,
            description = "Name of the operation",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "initiator",
            in = ParameterIn.QUERY,
            description = "User who started it",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "target",
            in = ParameterIn.QUERY,
            description = "Part of the name of its target, any case",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "targetType",
            in = ParameterIn.QUERY,
            description = "Exactly this type of target",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "name",
            in = ParameterIn.QUERY,
            description = "Part of its name in either language, any case",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "host",
            in = ParameterIn.QUERY,
            description = "Repeatable: on one of these, ip:port",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Created at or after, RFC 3339",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Created before, RFC 3339",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "Part of name, name of the target, or id, any case",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "hidden",
            in = ParameterIn.QUERY,
            description = "Whether the daemon's own tasks are wanted too",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "The order; the id breaks ties",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            defaultValue = "-createdAt",
                            enumeration = {
                                "createdAt",
                                "-createdAt",
                                "endedAt",
                                "-endedAt",
                                "name",
                                "-name"
                            }))
    @Parameter(ref = OpenApiRefs.LIMIT)
    @Parameter(ref = OpenApiRefs.CURSOR)
    @APIResponse(responseCode = "200", description = "A page; nextCursor is null at the end")
    public TaskListView list(@Context HttpServerRequest request) {
        var wording = calls.wording(request);
        var query = TaskQuery.of(QueryParams.of(request.query(), TaskQuery.ALL), wording);
        var page = tasks.page(query.filter(), query.order(), query.limit(), query.after());
        return new TaskListView(
                page.items().stream().map(task -> TaskView.of(task, wording)).toList(),
                query.cursor(page.next()));
    }

    @GET
    @Path("counts")
    @RolesAllowed("TASK_VIEWER")
    @Operation(operationId = "countTasks", summary = "Count tasks by state")
    @APIResponse(responseCode = "200", description = "A number for every state")
    public CountsView counts(@Context HttpServerRequest request) {
        QueryParams.of(request.query(), Set.of());
        return CountsView.of(tasks.counts());
    }

    @GET
    @Path("{id}")
    @RolesAllowed("TASK_VIEWER")
    @Operation(operationId = "getTask", summary = "Look at a task with its steps and sub tasks")
    @Parameter(ref = OpenApiRefs.LANGUAGE)
    @APIResponse(
            responseCode = "200",
            description = "Everything about it",
            headers = @Header(ref = OpenApiRefs.ETAG),
            content = @Content(schema = @Schema(implementation = TaskDetailView.class)))
    @APIResponse(responseCode = "404", ref = OpenApiRefs.PROBLEM)
    public Response look(@PathParam("id") String id, @Context HttpServerRequest request) {
        QueryParams.of(request.query(), Set.of());
        var task = ids.task(id);
        return Response.ok(details.of(task, calls.wording(request)))
                .header("ETag", TaskResponses.etag(task))
                .build();
    }
}
