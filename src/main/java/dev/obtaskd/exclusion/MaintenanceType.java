package dev.obtaskd.exclusion;

/** What a task claims while it is unfinished (运维类型 of the task center). */
public enum MaintenanceType {
    /** Claims nothing, excludes nothing (非运维). */
    NONE,
    /** The whole host or the whole cluster, by scope (全局运维). */
    GLOBAL,
    /** The OBProxy of a host; local tasks only (OBProxy 运维). */
    OBPROXY,
    /** One tenant, named by the claim's key; cluster tasks only (租户运维). */
    TENANT
}
