package dev.obtaskd.api.obshell;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/**
 * What obshell's page reads about the cluster before it shows anything. obtaskd does not manage a
 * cluster: the answers are those of one that is not available, without zones and tenants.
 */
@Path("/api/v1")
@RolesAllowed("TASK_VIEWER")
public class ClusterResource {

    /** The cluster, which the page reads each time it is loaded. */
    @GET
    @Path("obcluster/info")
    public ClusterInfo info() {
        return ClusterInfo.UNAVAILABLE;
    }

    /** Whether the page may send statistics to its vendor: never. */
    @GET
    @Path("obcluster/statistics")
    public ClusterStatistics statistics() {
        return ClusterStatistics.NONE;
    }

    /** The servers by zone. */
    @GET
    @Path("obcluster/topology/info")
    public ClusterTopology topology() {
        return ClusterTopology.EMPTY;
    }

    /** The tenants with the longest compactions. */
    @GET
    @Path("tenant/top-compactions")
    public List<Object> topCompactions() {
        return List.of();
    }
}
