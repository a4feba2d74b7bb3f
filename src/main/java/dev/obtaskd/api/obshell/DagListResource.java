package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.mapping.DagIds;
import dev.obtaskd.api.obshell.mapping.DagState.State;
import dev.obtaskd.api.obshell.mapping.DagStateMapper;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.store.StoreReader;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists of dags, and the latest maintenance. Paths with "agent" are about local dags, paths with
 * "ob" about dags of the cluster.
 */
@Path("/api/v1/task")
@RolesAllowed("TASK_VIEWER")
public class DagListResource {

    private final DagLists lists;
    private final StoreReader tasks;
    private final DagAssembler dags;
    private final UnfinishedDags unfinished;

    DagListResource(
            DagLists lists, StoreReader tasks, DagAssembler dags, UnfinishedDags unfinished) {
        this.lists = lists;
        this.tasks = tasks;
        this.dags = dags;
        this.unfinished = unfinished;
    }

    /** The cluster's dags. */
    @GET
    @Path("dags/ob")
    public List<DagDetail> all(@Context HttpServerRequest request) {
        return all(TaskScope.CLUSTER, request);
    }

    /** Local dags. */
    @GET
    @Path("dags/agent")
    public List<DagDetail> allLocal(@Context HttpServerRequest request) {
        return all(TaskScope.LOCAL, request);
    }

    /** Unfinished dags, local and of the cluster. */
    @GET
    @Path("dag/unfinish")
    public Uni<List<SerializedDag>> unfinished(@Context HttpServerRequest request) {
        return unfinished.of(null, ShowDetailsParam.of(request));
    }

    /** Unfinished dags of the cluster. */
    @GET
    @Path("dag/ob/unfinish")
    public Uni<List<SerializedDag>> unfinishedOfCluster(@Context HttpServerRequest request) {
        return unfinished.of(TaskScope.CLUSTER, ShowDetailsParam.of(request));
    }

    /** Unfinished local dags. */
    @GET
    @Path("dag/agent/unfinish")
    public Uni<List<SerializedDag>> unfinishedLocal(@Context HttpServerRequest request) {
        return unfinished.of(TaskScope.LOCAL, ShowDetailsParam.of(request));
    }

    /** The latest maintenance of the cluster, finished or not. */
    @GET
    @Path("dag/maintain/ob")
    public DagDetail maintenance(@Context HttpServerRequest request) {
        return latest(TaskScope.CLUSTER, request);
    }

    /** The latest local maintenance, finished or not. */
    @GET
    @Path("dag/maintain/agent")
    public DagDetail localMaintenance(@Context HttpServerRequest request) {
        return latest(TaskScope.LOCAL, request);
    }

    /** The latest maintenance of every known agent; this agent knows only itself. */
    @GET
    @Path("dag/maintain/agents")
    public List<DagDetail> maintenanceOfAll(@Context HttpServerRequest request) {
        var shown = ShowDetailsParam.of(request);
        return lists.latestMaintenance(TaskScope.LOCAL).stream()
                .map(task -> dags.dag(task, shown))
                .toList();
    }

    /**
     * The dags that started the maintenance of the agents, unless the maintenance is over or was
     * started directly.
     */
    @GET
    @Path("dag/agent/main_dags")
    public List<DagDetail> mainDags(@Context HttpServerRequest request) {
        var shown = ShowDetailsParam.of(request);
        return lists.latestMaintenance(TaskScope.LOCAL).stream()
                .filter(task -> DagStateMapper.of(task).state() != State.SUCCEED)
                .flatMap(task -> Stream.ofNullable(task.origin().parentId()))
                .flatMap(parent -> tasks.find(parent).stream())
                .map(task -> dags.dag(task, shown))
                .toList();
    }

    private DagDetail latest(TaskScope scope, HttpServerRequest request) {
        var task =
                lists.latestMaintenance(scope)
                        .orElseThrow(() -> DagIds.notFound("record not found"));
        return dags.dag(task, ShowDetailsParam.of(request));
    }

    private List<DagDetail> all(TaskScope scope, HttpServerRequest request) {
        var shown = ShowDetailsParam.of(request);
        return lists.all(scope, shown).stream().map(task -> dags.dag(task, shown)).toList();
    }
}
