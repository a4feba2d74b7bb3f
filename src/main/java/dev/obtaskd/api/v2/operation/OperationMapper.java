package dev.obtaskd.api.v2.operation;

import dev.obtaskd.api.v2.http.StepPolicyMapper;
import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.wire.MaintenanceType;
import dev.obtaskd.api.v2.wire.OperationStepView;
import dev.obtaskd.api.v2.wire.OperationView;
import dev.obtaskd.api.v2.wire.OperationView.OperationFlaw;
import dev.obtaskd.api.v2.wire.OperationView.OperationSource;
import dev.obtaskd.api.v2.wire.OperationView.Undo;
import dev.obtaskd.api.v2.wire.TaskScope;
import dev.obtaskd.catalogue.CatalogueEntry;
import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.task.RollbackPolicy;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.text.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps entries of the catalogue to the wire format. */
final class OperationMapper {

    private OperationMapper() {}

    static OperationView view(CatalogueEntry entry, Language language) {
        var operation = entry.operation();
        return operation == null ? disabled(entry, language) : enabled(entry, operation);
    }

    private static OperationView disabled(CatalogueEntry entry, Language language) {
        return new OperationView(
                entry.name(),
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                List.of(),
                null,
                source(entry),
                false,
                flaw(entry.disabled(), language));
    }

    private static OperationView enabled(CatalogueEntry entry, Operation operation) {
        return new OperationView(
                entry.name(),
                operation.title(),
                operation.description(),
                WireEnums.of(TaskScope.class, operation.scope()),
                new OperationView.Claimed(
                        WireEnums.of(MaintenanceType.class, operation.maintenance()),
                        operation.maintenanceKey()),
                operation.releaseOnFailure(),
                target(operation.target()),
                operation.params().schema(),
                operation.steps().stream().map(step -> step(operation, step.step())).toList(),
                undo(operation),
                source(entry),
                operation.hidden(),
                null);
    }

    private static OperationStepView step(Operation operation, TaskStep step) {
        return new OperationStepView(
                step.id(),
                step.title(),
                step.kind(),
                operation.graph().stage(step.id()),
                step.needs(),
                List.of(),
                StepPolicyMapper.rollback(step),
                StepPolicyMapper.allow(step),
                step.timeout().toMillis(),
                null);
    }

    private static Undo undo(Operation operation) {
        var steps = operation.steps();
        var irreversible =
                steps.stream()
                        .filter(step -> step.step().rollback() == RollbackPolicy.NONE)
                        .count();
        if (irreversible == 0) {
            return Undo.FULL;
        }
        return irreversible == steps.size() ? Undo.NONE : Undo.PARTIAL;
    }

    private static OperationSource source(CatalogueEntry entry) {
        return WireEnums.of(OperationSource.class, entry.source());
    }

    private static OperationView.@Nullable TargetTemplate target(
            Operation.@Nullable TargetTemplate target) {
        return target == null
                ? null
                : new OperationView.TargetTemplate(target.type(), target.name());
    }

    private static @Nullable OperationFlaw flaw(
            dev.obtaskd.catalogue.operation.@Nullable OperationFlaw flaw, Language language) {
        return flaw == null
                ? null
                : new OperationFlaw(flaw.file(), flaw.line(), language.say(flaw.message()));
    }
}
