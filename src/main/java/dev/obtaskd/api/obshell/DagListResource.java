package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.Phase.State;
import dev.obtaskd.exclusion.Scope;
import dev.obtaskd.store.Tasks;
import dev.obtaskd.task.Task;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.stream.Stream;

/** Lists of dags, and the latest under maintenance. "agent" is what is local, "ob" the cluster's. */
@Path("/api/v1/task")
@RolesAllowed("TASK_VIEWER")
public class DagListResource {

    private final DagLists lists;
    private final Tasks tasks;
    private final Dags dags;
    private final ToldDags told;
    private final UnfinishedDags unfinished;

    DagListResource(DagLists lists, Tasks tasks, Dags dags, ToldDags told, UnfinishedDags unfinished) {
        this.lists = lists;
        this.tasks = tasks;
        this.dags = dags;
        this.told = told;
        this.unfinished = unfinished;
    }

    /** The cluster's dags. */
    @GET
    @Path("dags/ob")
    public List<ToldDag> all(@Context HttpServerRequest request) {
        return all(Scope.CLUSTER, request);
    }

    /** The dags of this agent. */
    @GET
    @Path("dags/agent")
    public List<ToldDag> allLocal(@Context HttpServerRequest request) {
        return all(Scope.LOCAL, request);
    }

    /** What has not ended for good, here and in the cluster. */
    @GET
    @Path("dag/unfinish")
    public Uni<List<ToldDag>> unfinished(@Context HttpServerRequest request) {
        return unfinished.of(null, ShowDetails.of(request));
    }

    /** What has not ended for good in the cluster. */
    @GET
    @Path("dag/ob/unfinish")
    public Uni<List<ToldDag>> unfinishedOfCluster(@Context HttpServerRequest request) {
        return unfinished.of(Scope.CLUSTER, ShowDetails.of(request));
    }

    /** What has not ended for good here. */
    @GET
    @Path("dag/agent/unfinish")
    public Uni<List<ToldDag>> unfinishedLocal(@Context HttpServerRequest request) {
        return unfinished.of(Scope.LOCAL, ShowDetails.of(request));
    }

    /** The cluster's latest maintenance, finished or not. */
    @GET
    @Path("dag/maintain/ob")
    public ToldDag maintenance(@Context HttpServerRequest request) {
        return latest(Scope.CLUSTER, request);
    }

    /** This agent's latest maintenance, finished or not. */
    @GET
    @Path("dag/maintain/agent")
    public ToldDag localMaintenance(@Context HttpServerRequest request) {
        return latest(Scope.LOCAL, request);
    }

    /** The latest maintenance of every agent that had one: of this one, as it knows no other. */
    @GET
    @Path("dag/maintain/agents")
    public List<ToldDag> maintenanceOfAll(@Context HttpServerRequest request) {
        var shown = ShowDetails.of(request);
        return lists.latestMaintenance(Scope.LOCAL).stream().map(task -> told(task, shown)).toList();
    }

    /** The dags for which the agents are under maintenance, if it is not over and another dag started it. */
    @GET
    @Path("dag/agent/main_dags")
    public List<ToldDag> mainDags(@Context HttpServerRequest request) {
        var shown = ShowDetails.of(request);
        return lists.latestMaintenance(Scope.LOCAL).stream()
                .filter(task -> Phases.of(task).state() != State.SUCCEED)
                .flatMap(task -> Stream.ofNullable(task.origin().parentId()))
                .flatMap(parent -> tasks.find(parent).stream())
                .map(task -> told(task, shown))
                .toList();
    }

    private ToldDag latest(Scope scope, HttpServerRequest request) {
        var task = lists.latestMaintenance(scope).orElseThrow(() -> WireIds.notFound("record not found"));
        return told(task, ShowDetails.of(request));
    }

    private List<ToldDag> all(Scope scope, HttpServerRequest request) {
        var shown = ShowDetails.of(request);
        return lists.all(scope, shown).stream().map(task -> told(task, shown)).toList();
    }

    private ToldDag told(Task task, boolean details) {
        return details ? told.of(task) : new ToldDag(dags.dag(task, false));
    }
}
