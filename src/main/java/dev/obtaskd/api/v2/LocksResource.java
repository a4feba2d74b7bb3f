package dev.obtaskd.api.v2;

import dev.obtaskd.store.Tasks;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Which claims are taken, and by whom. */
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

    /** All holds, the oldest first. */
    @GET
    @Operation(summary = "Claims that are held now, and the tasks that hold them; never more than one page")
    public LocksList locks(@Context HttpServerRequest request) {
        Query.of(request.query(), Set.of());
        return new LocksList(holders.of(tasks.holds(), calls.wording(request)), null);
    }
}
