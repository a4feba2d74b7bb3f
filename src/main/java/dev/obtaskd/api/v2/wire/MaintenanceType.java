package dev.obtaskd.api.v2.wire;

/**
 * What a task claims while it is unfinished: nothing, the whole host or cluster, the OBProxy of a
 * host, or one tenant.
 */
public enum MaintenanceType {
    NONE,
    GLOBAL,
    OBPROXY,
    TENANT
}
