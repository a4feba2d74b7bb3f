package dev.obtaskd.api.obshell;

import dev.obtaskd.engine.Lookup;
import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.Text;
import org.jspecify.annotations.Nullable;

/** Words why a claim cannot be taken: obshell's codes, and who holds it, which obshell does not tell. */
final class Conflict {

    private static final Text CLUSTER = new Text("the cluster", "集群");

    private Conflict() {}

    /** @param holder null only if it has ended in between */
    static WireException held(Hold by, @Nullable Task holder, Lookup lookup) {
        var code = switch (by.claim().type()) {
            case TENANT -> WireCode.TENANT_UNDER_MAINTENANCE;
            case OBPROXY -> WireCode.AGENT_UNDER_MAINTENANCE;
            case GLOBAL, NONE -> by.claim().agent() == null
                    ? WireCode.CLUSTER_UNDER_MAINTENANCE
                    : WireCode.AGENT_UNDER_MAINTENANCE;
        };
        return holder == null
                ? new WireException(WireCode.NO_ROW_AFFECTED)
                : new WireException(code, lock(by.claim()), lookup.id(holder, holder.id()), holder.origin().name(),
                        Phases.of(holder).state());
    }

    /** @param newer the task that has used the claim since; null only if it is gone already */
    static WireException expired(@Nullable Task newer, Task current, Lookup lookup) {
        return new WireException(WireCode.TASK_EXPIRED, lock(current.origin().claim()),
                newer == null ? "-" : lookup.id(newer, newer.id()), lookup.id(current, current.id()),
                current.origin().name());
    }

    private static Object lock(Claim claim) {
        return claim.key() != null ? claim.key() : claim.agent() != null ? claim.agent() : CLUSTER;
    }
}
