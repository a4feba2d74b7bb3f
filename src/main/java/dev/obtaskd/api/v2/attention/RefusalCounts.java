package dev.obtaskd.api.v2.attention;

import dev.obtaskd.id.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;

/** Counts submits that were refused because of a claim. The audit does not name the claim yet. */
@ApplicationScoped
class RefusalCounts {

    /** How many submits the claim of each task has refused since an instant. */
    Map<TaskId, Long> since(Instant since) {
        return Map.of();
    }
}
