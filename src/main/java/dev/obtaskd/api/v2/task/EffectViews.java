package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.lock.LockViews;
import dev.obtaskd.api.v2.wire.AttemptView;
import dev.obtaskd.api.v2.wire.EffectsView;
import dev.obtaskd.engine.OperationPreview;
import dev.obtaskd.engine.PlannedActions;
import dev.obtaskd.engine.PlannedActions.PlannedAction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The effects of operations on tasks and sub tasks, with what would be executed. */
@ApplicationScoped
class EffectViews {

    /** Longer texts are cut: thousands of sub tasks may use the same long parameter. */
    private static final int MAX_TEXT = 4_000;

    private final PlannedActions actions;
    private final LockViews locks;

    EffectViews(PlannedActions actions, LockViews locks) {
        this.actions = actions;
        this.locks = locks;
    }

    EffectsView of(OperationPreview preview, ResponseContext context) {
        return EffectsMapper.view(
                preview, locks.of(preview.conflicts(), context), texts(preview, context), context);
    }

    private @Nullable List<EffectsView.ActionText> texts(
            OperationPreview preview, ResponseContext context) {
        return preview.runs().isEmpty() && preview.undoes().isEmpty()
                ? null
                : actions.of(preview).stream()
                        .map(action -> text(action, preview, context))
                        .toList();
    }

    private static EffectsView.ActionText text(
            PlannedAction action, OperationPreview preview, ResponseContext context) {
        var text = PreviewTexts.text(action.spec());
        return new EffectsView.ActionText(
                context.id(preview.task(), action.subTaskId()),
                WireEnums.of(AttemptView.AttemptKind.class, action.kind()),
                text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…");
    }
}
