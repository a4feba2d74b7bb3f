package dev.obtaskd.api.v2.lock;

import dev.obtaskd.api.v2.http.ChangeRequestReader;
import dev.obtaskd.api.v2.http.InMemoryPage;
import dev.obtaskd.api.v2.http.OpenApiRefs;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.store.StoreReader;
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
public class LockResource {

    private final StoreReader tasks;
    private final LockViews holders;
    private final ChangeRequestReader calls;

    LockResource(StoreReader tasks, LockViews holders, ChangeRequestReader calls) {
        this.tasks = tasks;
        this.holders = holders;
        this.calls = calls;
    }

    /** A page of the holds. */
    @GET
    @Operation(
            operationId = "listLocks",
            summary = "Claims that are held now, and the tasks that hold them, the oldest first")
    @Parameter(ref = OpenApiRefs.LIMIT)
    @Parameter(ref = OpenApiRefs.CURSOR)
    public LockList locks(@Context HttpServerRequest request) {
        var query = QueryParams.of(request.query(), QueryParams.OF_A_PAGE);
        var page = InMemoryPage.of(query, "locks", tasks.holds(), LockResource::age);
        return new LockList(holders.of(page.items(), calls.wording(request)), page.nextCursor());
    }

    private static String age(Hold hold) {
        var since = ChronoUnit.MICROS.between(Instant.EPOCH, hold.since());
        return "%019d %019d".formatted(since, hold.taskId());
    }
}
