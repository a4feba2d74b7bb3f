package dev.obtaskd.api.obshell;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/** The agents of the cluster, and what is known of the cluster itself. */
@RegisterForReflection
public record ObInfo(
        @JsonProperty("agent_info") List<Member> agents,
        @JsonProperty("obcluster_info") Cluster cluster) {

    /** An agent. */
    @RegisterForReflection
    public record Member(String ip, int port, String zone, String identity, String version) {}

    /**
     * An OceanBase cluster; id 0 and empty names if none is known.
     *
     * @param topology servers by zone
     */
    @RegisterForReflection
    public record Cluster(
            int id,
            String name,
            String version,
            Map<String, List<Object>> topology,
            @JsonProperty("is_shared_storage") boolean sharedStorage) {

        static final Cluster UNKNOWN = new Cluster(0, "", "", Map.of(), false);
    }
}
