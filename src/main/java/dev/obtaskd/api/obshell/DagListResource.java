package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.mapping.DagIds;
import dev.obtaskd.api.obshell.mapping.DagState.State;
import dev.obtaskd.api.obshell.mapping.DagStateMapper;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.Task;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists of dags, and the latest under maintenance. "agent" is what is local, "ob" the cluster's.
 */
@Path("/api/v1/task")
@RolesAllowed("TASK_VIEWER")
public class DagListResource {

    private final DagLists lists;
    private final StoreReader tasks;
    private final DagAssembler dags;
    private final DagJsonCache told;
    private final UnfinishedDags unfinished;

    DagListResource(
            DagLists lists,
            StoreReader tasks,
            DagAssembler dags,
            DagJsonCache told,
            UnfinishedDags unfinished) {
        this.lists = lists;
        this.tasks = tasks;
        this.dags = dags;
        this.told = told;
        this.unfinished = unfinished;
    }

    /** The cluster's dags. */
    @GET
    @Path("dags/ob")
    public List<CachedDag> all(@Context HttpServerRequest request) {
        return all(TaskScope.CLUSTER, request);
    }

    /** The dags of this agent. */
    @GET
    @Path("dags/agent")
    public List<CachedDag> allLocal(@Context HttpServerRequest request) {
        return all(TaskScope.LOCAL, request);
    }

    /** What has not ended for good, here and in the cluster. */
    @GET
    @Path("dag/unfinish")
    public Uni<List<CachedDag>> unfinished(@Context HttpServerRequest request) {
        return unfinished.of(null, ShowDetailsParam.of(request));
    }

    /** What has not ended for good in the cluster. */
    @GET
    @Path("dag/ob/unfinish")
    public Uni<List<CachedDag>> unfinishedOfCluster(@Context HttpServerRequest request) {
        return unfinished.of(TaskScope.CLUSTER, ShowDetailsParam.of(request));
    }

    /** What has not ended for good here. */
    @GET
    @Path("dag/agent/unfinish")
    public Uni<List<CachedDag>> unfinishedLocal(@Context HttpServerRequest request) {
        return unfinished.of(TaskScope.LOCAL, ShowDetailsParam.of(request));
    }

    /** The cluster's latest maintenance, finished or not. */
    @GET
    @Path("dag/maintain/ob")
    public CachedDag maintenance(@Context HttpServerRequest request) {
        return latest(TaskScope.CLUSTER, request);
    }

    /** This agent's latest maintenance, finished or not. */
    @GET
    @Path("dag/maintain/agent")
    public CachedDag localMaintenance(@Context HttpServerRequest request) {
        return latest(TaskScope.LOCAL, request);
    }

    /** The latest maintenance of every agent that had one: of this one, as it knows no other. */
    @GET
    @Path("dag/maintain/agents")
    public List<CachedDag> maintenanceOfAll(@Context HttpServerRequest request) {
        var shown = ShowDetailsParam.of(request);
        return lists.latestMaintenance(TaskScope.LOCAL).stream()
                .map(task -> told(task, shown))
                .toList();
    }

    /**
     * The dags for which the agents are under maintenance, if it is not over and another dag
     * started it.
     */
    @GET
    @Path("dag/agent/main_dags")
    public List<CachedDag> mainDags(@Context HttpServerRequest request) {
        var shown = ShowDetailsParam.of(request);
        return lists.latestMaintenance(TaskScope.LOCAL).stream()
                .filter(task -> DagStateMapper.of(task).state() != State.SUCCEED)
                .flatMap(task -> Stream.ofNullable(task.origin().parentId()))
                .flatMap(parent -> tasks.find(parent).stream())
                .map(task -> told(task, shown))
                .toList();
    }

    private CachedDag latest(TaskScope scope, HttpServerRequest request) {
        var task =
                lists.latestMaintenance(scope)
                        .orElseThrow(() -> DagIds.notFound("record not found"));
        return told(task, ShowDetailsParam.of(request));
    }

    private List<CachedDag> all(TaskScope scope, HttpServerRequest request) {
        var shown = ShowDetailsParam.of(request);
        return lists.all(scope, shown).stream().map(task -> told(task, shown)).toList();
    }

    private CachedDag told(Task task, boolean details) {
        return details ? told.of(task) : new CachedDag(dags.dag(task, false));
    }
}
