package dev.obtaskd.api.v2.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.wire.Direction;
import dev.obtaskd.api.v2.wire.EffectsView;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.api.v2.wire.ParamChangeView;
import dev.obtaskd.catalogue.operation.ParameterChange;
import dev.obtaskd.engine.OperationPreview;
import dev.obtaskd.task.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps the effects of an operation to the wire format. */
final class EffectsMapper {

    private EffectsMapper() {}

    /**
     * @param conflicts views of the claims that the preview names
     * @param texts what would be executed; null if nothing would
     */
    static EffectsView view(
            OperationPreview preview,
            List<LockView> conflicts,
            @Nullable List<EffectsView.ActionText> texts,
            ResponseContext context) {
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
                conflicts,
                preview.params() == null ? null : preview.params().after(),
                changes(preview, context),
                texts);
    }

    /** A changed parameter without its users. */
    static ParamChangeView change(ParameterChange change) {
        return change(change, null);
    }

    private static ParamChangeView change(ParameterChange change, @Nullable List<String> usedBy) {
        return new ParamChangeView(
                change.pointer(), orNull(change.before()), orNull(change.after()), usedBy);
    }

    private static @Nullable JsonNode orNull(JsonNode value) {
        return value.isMissingNode() ? null : value;
    }

    private static @Nullable List<ParamChangeView> changes(
            OperationPreview preview, ResponseContext context) {
        var params = preview.params();
        return params == null
                ? null
                : params.changes().stream()
                        .map(
                                change ->
                                        change(
                                                change.change(),
                                                ids(preview.task(), change.usedBy(), context)))
                        .toList();
    }

    /** The effects of a release that was made, or can be made of a task that does not exist. */
    static EffectsView released(Direction direction) {
        return new EffectsView(
                "release",
                true,
                null,
                null,
                direction,
                List.of(),
                List.of(),
                EffectsView.ClaimChange.FREED,
                List.of(),
                null,
                null,
                null);
    }

    private static List<String> ids(Task task, List<Long> rows, ResponseContext context) {
        return rows.stream().map(row -> context.id(task, row)).toList();
    }
}
