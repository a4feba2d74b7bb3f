package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.mapping.DagIds;
import dev.obtaskd.api.obshell.mapping.LenientJson;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.text.Language;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Single dags, nodes and sub tasks. */
@Path("/api/v1/task")
@RolesAllowed("TASK_VIEWER")
public class DagResource {

    private static final String OPERATOR = "operator";
    private static final String PASS = "PASS";

    private final DagIds ids;
    private final DagAssembler dags;
    private final DagOperations operations;
    private final RequestActor actors;

    DagResource(DagIds ids, DagAssembler dags, DagOperations operations, RequestActor actors) {
        this.ids = ids;
        this.dags = dags;
        this.operations = operations;
        this.actors = actors;
    }

    /** A dag. */
    @GET
    @Path("dag/{id}")
    public DagDetail dag(@PathParam("id") String id, @Context HttpServerRequest request) {
        var task = ids.dag(id);
        return dags.dag(task, ShowDetailsParam.of(request));
    }

    /** Operates a dag. The order of the checks is that of obshell. */
    @POST
    @Path("dag/{id}")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed("TASK_MANAGER")
    public void operate(
            @PathParam("id") String id, byte[] body, @Context HttpServerRequest request) {
        DagIds.parse(id);
        var operator = LenientJson.string(body, OPERATOR);
        var task = ids.dag(id);
        operations.dag(task, DagOperation.of(operator), actors.of(request));
    }

    /** A node. */
    @GET
    @Path("node/{id}")
    public NodeDetail node(@PathParam("id") String id, @Context HttpServerRequest request) {
        var node = ids.node(id);
        return dags.node(node.task(), node.step(), ShowDetailsParam.of(request));
    }

    /** Operates a node; the only operator is PASS. The order of the checks is that of obshell. */
    @POST
    @Path("node/{id}")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed("TASK_MANAGER")
    public void operateNode(
            @PathParam("id") String id, byte[] body, @Context HttpServerRequest request) {
        DagIds.parse(id);
        var operator = LenientJson.string(body, OPERATOR);
        if (!operator.equalsIgnoreCase(PASS)) {
            throw new ObshellException(ObshellErrorCode.NODE_OPERATOR_NOT_SUPPORT, operator);
        }
        var node = ids.node(id);
        operations.pass(node.task(), node.step(), actors.of(request));
    }

    /** A sub task, always with details. */
    @GET
    @Path("sub_task/{id}")
    public TaskDetail subTask(@PathParam("id") String id, @Context HttpServerRequest request) {
        var owned = ids.subTask(id);
        return dags.subTask(owned.task(), owned.subTask(), language(request));
    }

    /** The log of a sub task; empty for one that does not exist. */
    @GET
    @Path("sub_task/{id}/logs")
    public List<LogEntry> log(@PathParam("id") String id, @Context HttpServerRequest request) {
        return ids.findSubTask(id)
                .map(owned -> dags.log(owned.task(), owned.subTask(), language(request)))
                .orElse(List.of());
    }

    private static Language language(HttpServerRequest request) {
        return Language.of(request.getHeader("Accept-Language"));
    }
}
