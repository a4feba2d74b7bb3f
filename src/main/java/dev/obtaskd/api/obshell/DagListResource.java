package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.mapping.DagIds;
import dev.obtaskd.api.obshell.mapping.DagState.State;
import dev.obtaskd.api.obshell.mapping.DagStateMapper;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.store.jdbc.StoreReader;
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

    /** The dags of this agent. */
    @GET
    @Path("dags/agent")
    public List<DagDetail> allLocal(@Context HttpServerRequest request) {
        return all(TaskScope.LOCAL, request);
    }

    /** What has not ended for good, here and in the cluster. */
    @GET
    @Path("dag/unfinish")
    public Uni<List<SerializedDag>> unfinished(@Context HttpServerRequest request) {
        return unfinished.of(null, ShowDetailsParam.of(request));
    }

    /** What has not ended for good in the cluster. */
    @GET
    @Path("dag/ob/unfinish")
    public Uni<List<SerializedDag>> unfinishedOfCluster(@Context HttpServerRequest request) {
        return unfinished.of(TaskScope.CLUSTER, ShowDetailsParam.of(request));
    }

    /** What has not ended for good here. */
    @GET
    @Path("dag/agent/unfinish")
    public Uni<List<SerializedDag>> unfinishedLocal(@Context HttpServerRequest request) {
        return unfinished.of(TaskScope.LOCAL, ShowDetailsParam.of(request));
    }

    /** The cluster's latest maintenance, finished or not. */
    @GET
    @Path("dag/maintain/ob")
    public DagDetail maintenance(@Context HttpServerRequest request) {
        return latest(TaskScope.CLUSTER, request);
    }

    /** This agent's latest maintenance, finished or not. */
    @GET
    @Path("dag/maintain/agent")
    public DagDetail localMaintenance(@Context HttpServerRequest request) {
        return latest(TaskScope.LOCAL, request);
    }

    /** The latest maintenance of every agent that had one: of this one, as it knows no other. */
    @GET
    @Path("dag/maintain/agents")
    public List<DagDetail> maintenanceOfAll(@Context HttpServerRequest request) {
        var shown = ShowDetailsParam.of(request);
        return lists.latestMaintenance(TaskScope.LOCAL).stream()
                .map(task -> dags.dag(task, shown))
                .toList();
    }

    /**
     * The dags for which the agents are under maintenance, if it is not over and another dag
     * started it.
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
