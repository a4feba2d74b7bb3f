package dev.obtaskd.api.v2.wire;

/** What a task affects: one host, or the whole OceanBase cluster. */
public enum TaskScope {
    LOCAL,
    CLUSTER
}
