package dev.obtaskd.api.v2;

import dev.obtaskd.engine.Submit;
import dev.obtaskd.engine.Submitted;
import dev.obtaskd.store.Tasks;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Tasks: start one, list them, look at one. */
@Path("/api/v2/tasks")
@Produces(MediaType.APPLICATION_JSON)
public class TaskResource {

    private final Submit submit;
    private final Tasks tasks;
    private final TaskIds ids;
    private final TaskCalls calls;
    private final TaskAnswers answers;
    private final TaskDetails details;

    TaskResource(Submit submit, Tasks tasks, TaskIds ids, TaskCalls calls, TaskAnswers answers, TaskDetails details) {
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
    @Operation(summary = "Start a task of an operation")
    @APIResponse(responseCode = "201", description = "The task is on disk; Location and ETag are set")
    @APIResponse(responseCode = "409", description = "claim.held: an unfinished task excludes it")
    public Response submit(InputStream body, @Context HttpServerRequest request) throws IOException {
        Query.of(request.query(), Set.of());
        var bytes = Body.bytes(body);
        var call = calls.of(request, bytes);
        var repeat = call.repeat(task -> answers.created(task, call.wording()));
        var submission = Body.required(bytes, TaskRequest.class).submission(call.actor(), repeat);
        return switch (submit.submit(submission)) {
            case Submitted.Accepted(var task) -> answers.created(task, call.wording()).response();
            case Submitted.Repeated(var answer) -> TaskAnswer.again(answer).response();
            case Submitted refused -> throw TaskRefusals.of(refused, call.wording());
        };
    }

    @GET
    @RolesAllowed("TASK_VIEWER")
    @Operation(summary = "List tasks, filtered and sorted")
    @APIResponse(responseCode = "200", description = "A page; nextCursor is null at the end")
    public TaskListView list(@Context HttpServerRequest request) {
        var wording = calls.wording(request);
        var query = TaskQuery.of(Query.of(request.query(), TaskQuery.ALL), wording);
        var page = tasks.page(query.filter(), query.order(), query.limit(), query.after());
        return new TaskListView(
                page.items().stream().map(task -> TaskView.of(task, wording)).toList(), query.cursor(page.next()));
    }

    @GET
    @Path("counts")
    @RolesAllowed("TASK_VIEWER")
    @Operation(summary = "Count tasks by state")
    @APIResponse(responseCode = "200", description = "A number for every state")
    public CountsView counts(@Context HttpServerRequest request) {
        Query.of(request.query(), Set.of());
        return CountsView.of(tasks.counts());
    }

    @GET
    @Path("{id}")
    @RolesAllowed("TASK_VIEWER")
    @Operation(summary = "Look at a task with its steps and sub tasks")
    @APIResponse(responseCode = "200", description = "Everything about it; ETag is its version")
    @APIResponse(responseCode = "404", description = "task.unknown")
    public Response look(@PathParam("id") String id, @Context HttpServerRequest request) {
        Query.of(request.query(), Set.of());
        var task = ids.task(id);
        return Response.ok(details.of(task, calls.wording(request))).header("ETag", TaskAnswers.etag(task)).build();
    }
}
