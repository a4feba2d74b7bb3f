package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.Phase.State;
import dev.obtaskd.exclusion.Scope;
import dev.obtaskd.store.Tasks;
import dev.obtaskd.task.Task;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists of dags, and the latest under maintenance. "agent" is what is local, "ob" the cluster's. */
@Path("/api/v1/task")
@RolesAllowed("TASK_VIEWER")
public class DagListResource {

    private final DagLists lists;
    private final Tasks tasks;
    private final Dags dags;

    DagListResource(DagLists lists, Tasks tasks, Dags dags) {
        this.lists = lists;
        this.tasks = tasks;
        this.dags = dags;
    }

    /** The cluster's dags. */
    @GET
    @Path("dags/ob")
    public List<DagDetail> all(@QueryParam(ShowDetails.NAME) @Nullable String details) {
        return told(lists::all, details, Scope.CLUSTER);
    }

    /** The dags of this agent. */
    @GET
    @Path("dags/agent")
    public List<DagDetail> allLocal(@QueryParam(ShowDetails.NAME) @Nullable String details) {
        return told(lists::all, details, Scope.LOCAL);
    }

    /** What has not ended for good, here and in the cluster. */
    @GET
    @Path("dag/unfinish")
    public List<DagDetail> unfinished(@QueryParam(ShowDetails.NAME) @Nullable String details) {
        return told(lists::unfinished, details, null);
    }

    /** What has not ended for good in the cluster. */
    @GET
    @Path("dag/ob/unfinish")
    public List<DagDetail> unfinishedOfCluster(@QueryParam(ShowDetails.NAME) @Nullable String details) {
        return told(lists::unfinished, details, Scope.CLUSTER);
    }

    /** What has not ended for good here. */
    @GET
    @Path("dag/agent/unfinish")
    public List<DagDetail> unfinishedLocal(@QueryParam(ShowDetails.NAME) @Nullable String details) {
        return told(lists::unfinished, details, Scope.LOCAL);
    }

    /** The cluster's latest maintenance, finished or not. */
    @GET
    @Path("dag/maintain/ob")
    public DagDetail maintenance(@QueryParam(ShowDetails.NAME) @Nullable String details) {
        return latest(Scope.CLUSTER, details);
    }

    /** This agent's latest maintenance, finished or not. */
    @GET
    @Path("dag/maintain/agent")
    public DagDetail localMaintenance(@QueryParam(ShowDetails.NAME) @Nullable String details) {
        return latest(Scope.LOCAL, details);
    }

    /** The latest maintenance of every agent that had one: of this one, as it knows no other. */
    @GET
    @Path("dag/maintain/agents")
    public List<DagDetail> maintenanceOfAll(@QueryParam(ShowDetails.NAME) @Nullable String details) {
        var shown = ShowDetails.of(details);
        return lists.latestMaintenance(Scope.LOCAL).stream().map(task -> dags.dag(task, shown)).toList();
    }

    /** The dags for which the agents are under maintenance, if it is not over and another dag started it. */
    @GET
    @Path("dag/agent/main_dags")
    public List<DagDetail> mainDags(@QueryParam(ShowDetails.NAME) @Nullable String details) {
        var shown = ShowDetails.of(details);
        return lists.latestMaintenance(Scope.LOCAL).stream()
                .filter(task -> Phases.of(task).state() != State.SUCCEED)
                .flatMap(task -> Stream.ofNullable(task.origin().parentId()))
                .flatMap(parent -> tasks.find(parent).stream())
                .map(task -> dags.dag(task, shown))
                .toList();
    }

    private DagDetail latest(Scope scope, @Nullable String details) {
        Optional<Task> task = lists.latestMaintenance(scope);
        return dags.dag(task.orElseThrow(() -> WireIds.notFound("record not found")), ShowDetails.of(details));
    }

    private List<DagDetail> told(DagLists.Choice choice, @Nullable String details, @Nullable Scope scope) {
        var shown = ShowDetails.of(details);
        return choice.of(scope, shown).stream().map(task -> dags.dag(task, shown)).toList();
    }
}
