package dev.obtaskd.engine;

import dev.obtaskd.exclusion.ExclusionRules;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.DryRun;
import dev.obtaskd.task.Task;
import java.util.List;
import java.util.Optional;

/** Says what operations would do. */
final class ControlPreviews {

    private final EngineContext context;

    ControlPreviews(EngineContext context) {
        this.context = context;
    }

    /** What an operation would do now; empty if what it is for does not exist. */
    Optional<OperationPreview> of(ControlOrder order, Actor actor, Transaction tx) {
        var transaction = new EngineTransaction(context, tx);
        return transaction
                .task(order.taskId())
                .filter(task -> order.exists(tx))
                .map(task -> preview(order, actor, task, transaction));
    }

    private OperationPreview preview(
            ControlOrder order, Actor actor, Task task, EngineTransaction transaction) {
        var allowedOperation = order.allowedOperation(task);
        if (!allowedOperation.allowed()) {
            return new OperationPreview(
                    task,
                    allowedOperation,
                    task.direction(),
                    List.of(),
                    List.of(),
                    task.claimHeld()
                            ? OperationPreview.ClaimChange.KEPT
                            : OperationPreview.ClaimChange.NONE,
                    List.of());
        }
        var after = order.applyTo(task, actor, null, transaction.now());
        var played = DryRun.of(after, transaction.now());
        return new OperationPreview(
                task,
                allowedOperation,
                after.direction(),
                played.runs(),
                played.undoes(),
                claim(task, after),
                conflicts(task, after, transaction.tx()));
    }

    private static OperationPreview.ClaimChange claim(Task before, Task after) {
        if (before.claimHeld()) {
            return after.wantsClaim()
                    ? OperationPreview.ClaimChange.KEPT
                    : OperationPreview.ClaimChange.FREED;
        }
        return after.wantsClaim()
                ? OperationPreview.ClaimChange.TAKEN
                : OperationPreview.ClaimChange.NONE;
    }

    private static List<Hold> conflicts(Task before, Task after, Transaction tx) {
        if (before.claimHeld() || !after.wantsClaim()) {
            return List.of();
        }
        return tx.holds().stream()
                .filter(hold -> ExclusionRules.conflict(before.origin().claim(), hold.claim()))
                .toList();
    }
}
