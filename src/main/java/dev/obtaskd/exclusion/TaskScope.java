package dev.obtaskd.exclusion;

/** How far a task reaches: this host only, or the whole OceanBase cluster. */
public enum TaskScope {
    LOCAL,
    CLUSTER
}
