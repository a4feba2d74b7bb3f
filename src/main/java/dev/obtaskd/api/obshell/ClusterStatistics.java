package dev.obtaskd.api.obshell;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Statistics of a cluster.
 *
 * @param telemetryEnabled if true, obshell's page sends the statistics to its vendor
 */
@RegisterForReflection
public record ClusterStatistics(boolean telemetryEnabled) {

    static final ClusterStatistics NONE = new ClusterStatistics(false);
}
