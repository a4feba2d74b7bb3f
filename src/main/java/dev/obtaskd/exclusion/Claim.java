package dev.obtaskd.exclusion;

import org.jspecify.annotations.Nullable;

/**
 * What a task wants to have for itself.
 *
 * @param scope where it counts
 * @param type what is claimed
 * @param key the tenant's name for {@link MaintenanceType#TENANT}, compared exactly as OceanBase
 *     does; null for every other type
 * @param agent {@code ip:port} of the agent for a {@link TaskScope#LOCAL} claim, as local claims of
 *     different agents never meet; null for a cluster claim
 */
public record Claim(
        TaskScope scope, MaintenanceType type, @Nullable String key, @Nullable String agent) {

    /**
     * @throws IllegalArgumentException if the parts do not belong together
     */
    public Claim {
        require(
                type != MaintenanceType.TENANT || scope == TaskScope.CLUSTER,
                "a tenant claim is a cluster claim");
        require(
                type != MaintenanceType.OBPROXY || scope == TaskScope.LOCAL,
                "an OBProxy claim is a local claim");
        require(
                (type == MaintenanceType.TENANT) == (key != null),
                "a tenant claim, and no other, has a key");
        require(
                (scope == TaskScope.LOCAL) == (agent != null),
                "a local claim, and no other, names its agent");
    }

    /** Whether the claim excludes anything at all, and so needs a hold. */
    public boolean excludes() {
        return type != MaintenanceType.NONE;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
