package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.wire.Direction;
import dev.obtaskd.api.v2.wire.EffectsView;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.engine.OperationPreview;
import dev.obtaskd.task.Task;
import java.util.List;

/** Maps the effects of an operation to the wire format. */
final class EffectsMapper {

    private EffectsMapper() {}

    /**
     * @param conflicts views of the claims that the preview names
     */
    static EffectsView view(
            OperationPreview preview, List<LockView> conflicts, ResponseContext context) {
        var operation = context.operation(preview.allowedOperation());
        return new EffectsView(
                operation.op(),
                operation.allowed(),
                operation.reasonCode(),
                operation.reason(),
                WireEnums.of(Direction.class, preview.direction()),
                ids(preview.task(), preview.runs(), context),
                ids(preview.task(), preview.undoes(), context),
                WireEnums.of(EffectsView.ClaimChange.class, preview.claim()),
                conflicts);
    }

    private static List<String> ids(Task task, List<Long> rows, ResponseContext context) {
        return rows.stream().map(row -> context.id(task, row)).toList();
    }
}
