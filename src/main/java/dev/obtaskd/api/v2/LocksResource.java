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
    private final LogSubjects subjects;

    LocksResource(Tasks tasks, LogSubjects subjects) {
        this.tasks = tasks;
        this.subjects = subjects;
    }

    /** All holds, the oldest first. */
    @GET
    @Operation(summary = "Claims that are held now, and the tasks that hold them; never more than one page")
    public LocksList locks(@Context HttpServerRequest request) {
        Query.of(request.query(), Set.of());
        var wording = subjects.wording(request);
        // A task that ended since the holds were read has given its own back.
        return new LocksList(tasks.holds().stream()
                .flatMap(hold -> tasks.find(hold.taskId()).map(task -> HoldView.of(hold, task, wording)).stream())
                .toList(), null);
    }
}
