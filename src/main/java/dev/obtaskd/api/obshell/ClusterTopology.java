package dev.obtaskd.api.obshell;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** The servers of a cluster, by zone. */
@RegisterForReflection
public record ClusterTopology(List<Object> zones) {

    static final ClusterTopology EMPTY = new ClusterTopology(List.of());
}
