package dev.obtaskd.api.v2;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.store.Tasks;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which claims are taken, and by whom. */
@Tag(name = "locks")
@Path("/api/v2/locks")
@RolesAllowed("TASK_VIEWER")
@Produces(MediaType.APPLICATION_JSON)
public class LocksResource {

    private final Tasks tasks;
    private final TaskHolders holders;
    private final TaskCalls calls;

    LocksResource(Tasks tasks, TaskHolders holders, TaskCalls calls) {
        this.tasks = tasks;
        this.holders = holders;
        this.calls = calls;
    }

    /** A page of the holds. */
    @GET
    @Operation(operationId = "listLocks", summary = "Claims that are held now, and the tasks that hold them, the oldest first")
    @Parameter(ref = Description.LIMIT)
    @Parameter(ref = Description.CURSOR)
    public LocksList locks(@Context HttpServerRequest request) {
        var query = Query.of(request.query(), Query.OF_A_PAGE);
        var page = ShortPage.of(query, "locks", tasks.holds(), LocksResource::age);
        return new LocksList(holders.of(page.items(), calls.wording(request)), page.nextCursor());
    }

    private static String age(Hold hold) {
        var since = ChronoUnit.MICROS.between(Instant.EPOCH, hold.since());
        return "%019d %019d".formatted(since, hold.taskId());
    }
}
