package dev.obtaskd.api.v2.attention;

import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.api.v2.wire.TaskDetailView.FocusView;
import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.WaitReason;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import org.jspecify.annotations.Nullable;

/**
 * Title and text of a cause.
 *
 * @param holder the claim; null unless the cause is one
 * @param focus of the first failed task
 */
record CauseTexts(
        Cause cause, @Nullable LockView holder, @Nullable FocusView focus, Language language) {

    private static final Messages MESSAGES = Messages.of("attention");

    String title() {
        return language.say(
                switch (cause.subject()) {
                    case CauseSubject.OfClaim _ -> claimTitle();
                    case CauseSubject.OfAgent(var agent) ->
                            MESSAGES.text("agent.title", agent.toString());
                    case CauseSubject.OfFailure(_, var step, _) ->
                            MESSAGES.text(
                                    "failed.title",
                                    first().origin().name(),
                                    first().graph().step(step).title());
                    case CauseSubject.OfWait(var kind) -> waitTitle(kind);
                });
    }

    String text() {
        return language.say(
                switch (cause.subject()) {
                    case CauseSubject.OfClaim(var owner) ->
                            MESSAGES.text(
                                    "claim.text",
                                    cause.refused(),
                                    cause.tasks().stream()
                                            .filter(task -> !task.id().equals(owner))
                                            .count(),
                                    holder == null ? "" : holder.freedBy());
                    case CauseSubject.OfAgent _ -> MESSAGES.text("agent.text", count());
                    case CauseSubject.OfFailure _ -> MESSAGES.text("failed.text", count(), error());
                    case CauseSubject.OfWait _ ->
                            MESSAGES.text(
                                    "wait.text", count(), CauseGrouping.LONG_WAIT.toMinutes());
                });
    }

    private LocalizedText claimTitle() {
        var claim = claim(first().origin().claim());
        return first().state().failed()
                ? MESSAGES.text("claim.title.failed", first().origin().name(), claim)
                : MESSAGES.text("claim.title", first().origin().name(), claim);
    }

    private static LocalizedText claim(Claim claim) {
        var type = MESSAGES.text("claim.type." + claim.type());
        if (claim.key() != null) {
            return MESSAGES.text("claim.key", type, claim.key());
        }
        return claim.agent() != null
                ? MESSAGES.text("claim.agent", type, claim.agent())
                : MESSAGES.text("claim.cluster", type);
    }

    private static LocalizedText waitTitle(WaitReason.Kind kind) {
        return switch (kind) {
            case WORKER -> MESSAGES.text("wait.title.worker");
            case UPSTREAM -> MESSAGES.text("wait.title.upstream");
            case DRAIN -> MESSAGES.text("wait.title.drain");
            case RETRY -> MESSAGES.text("wait.title.retry");
            case CONDITION -> MESSAGES.text("wait.title.condition");
            case CLAIM -> MESSAGES.text("wait.title.claim");
            case AGENT -> MESSAGES.text("wait.title.agent");
        };
    }

    private String error() {
        return ErrorPattern.cut(
                focus == null || focus.text() == null
                        ? FailureFocus.message(first())
                        : focus.text());
    }

    private Task first() {
        return cause.tasks().getFirst();
    }

    private int count() {
        return cause.tasks().size();
    }
}
