package dev.obtaskd.api.obshell;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/** A cluster. */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record ClusterInfo(
        String clusterName,
        int clusterId,
        String status,
        @JsonProperty("is_community_edition") boolean communityEdition,
        @JsonProperty("is_standalone") boolean standalone,
        String obVersion,
        boolean deadLockDetectionEnabled,
        String startupMode,
        @JsonProperty("is_shared_storage") boolean sharedStorage,
        Map<String, Object> stats,
        List<Object> zones,
        List<Object> tenants,
        List<Object> tenantStats) {

    static final ClusterInfo UNAVAILABLE =
            new ClusterInfo(
                    "",
                    0,
                    "UNAVAILABLE",
                    true,
                    false,
                    "",
                    false,
                    "",
                    false,
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of());
}
