package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.engine.OperationPreview;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.Task;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation would do now.
 *
 * @param reasonCode why it is not allowed; null if it is
 * @param reason the same as a sentence; null if it is allowed
 * @param runs ids of the sub tasks that would run, in order
 * @param undoes ids of the sub tasks that would be undone, in order
 * @param conflicts holds of other tasks that are in its way
 */
@RegisterForReflection(registerFullHierarchy = true)
public record EffectsView(
        String op,
        boolean allowed,
        @Nullable String reasonCode,
        @Nullable String reason,
        Direction direction,
        List<String> runs,
        List<String> undoes,
        OperationPreview.ClaimChange claim,
        List<LockView> conflicts) {

    /**
     * @param conflicts views of the holds that the effects name
     */
    static EffectsView of(
            OperationPreview effects, List<LockView> conflicts, ResponseContext wording) {
        var permit = effects.permit();
        return new EffectsView(
                permit.op(),
                permit.allowed(),
                permit.reasonCode(),
                permit.reason() == null ? null : wording.language().say(permit.reason()),
                effects.direction(),
                ids(effects.task(), effects.runs(), wording),
                ids(effects.task(), effects.undoes(), wording),
                effects.claim(),
                conflicts);
    }

    private static List<String> ids(Task task, List<Long> rows, ResponseContext wording) {
        return rows.stream().map(row -> wording.id(task, row)).toList();
    }
}
