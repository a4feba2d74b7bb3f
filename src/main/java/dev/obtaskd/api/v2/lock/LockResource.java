package dev.obtaskd.api.v2.lock;

import dev.obtaskd.api.v2.http.AcceptsQuery;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.http.InMemoryPage;
import dev.obtaskd.api.v2.http.PageParameters;
import dev.obtaskd.api.v2.wire.LockList;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.StoreScope;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists the claims that are held. */
@Tag(name = "locks")
@Path("/api/v2/locks")
@RolesAllowed("TASK_VIEWER")
@Produces(MediaType.APPLICATION_JSON)
public class LockResource {

    private final StoreReader tasks;
    private final LockViews locks;
    private final ChangeRequest.Reader requests;

    LockResource(StoreReader tasks, LockViews locks, ChangeRequest.Reader requests) {
        this.tasks = tasks;
        this.locks = locks;
        this.requests = requests;
    }

    /** A page of the holds. */
    @GET
    @Operation(
            operationId = "listLocks",
            summary = "List the claims that are held and their tasks, oldest first")
    @AcceptsQuery(PageParameters.class)
    public LockList locks(@Context HttpServerRequest request) {
        var query = PageParameters.PAGE.read(request);
        var page = InMemoryPage.of(query, "locks", tasks.holds(), LockResource::age);
        return new LockList(locks.of(page.items(), requests.context(request)), page.nextCursor());
    }

    private static String age(Hold hold) {
        var since = ChronoUnit.MICROS.between(Instant.EPOCH, hold.since());
        var owner = hold.taskId();
        var store = owner.scope() == StoreScope.LOCAL ? "" : owner.scope();
        return "%019d %019d%s".formatted(since, owner.number(), store);
    }
}
