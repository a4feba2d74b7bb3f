package dev.obtaskd.api.v2.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.catalogue.CatalogueEntry;
import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.catalogue.operation.OperationFlaw;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.task.RollbackPolicy;
import dev.obtaskd.text.LocalizedText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the catalogue. Of a disabled one only name, source and the reason are known; the
 * rest is null or empty.
 *
 * @param target what its tasks work on, templates not filled in; null if they name nothing
 * @param params JSON Schema of the parameter object
 * @param disabled why it cannot be used; null if it can
 */
@RegisterForReflection(registerFullHierarchy = true)
public record OperationView(
        String name,
        @Nullable LocalizedText title,
        @Nullable LocalizedText description,
        @Nullable TaskScope scope,
        @Nullable Claimed maintenance,
        boolean releaseOnFailure,
        Operation.@Nullable TargetTemplate target,
        @Schema(description = "JSON Schema 2020-12") @Nullable JsonNode params,
        List<OperationStepView> steps,
        @Nullable Undo rollback,
        CatalogueEntry.Source source,
        boolean hidden,
        @Nullable OperationFlaw disabled) {

    /** What its tasks claim; the key is a template, and null unless it is a tenant. */
    @RegisterForReflection
    public record Claimed(MaintenanceType type, @Nullable String key) {}

    /** How far a task of it can be rolled back: all its steps, some, or none. */
    public enum Undo {
        FULL,
        PARTIAL,
        NONE;

        static Undo of(Operation operation) {
            var steps = operation.steps();
            var stuck =
                    steps.stream()
                            .filter(step -> step.step().rollback() == RollbackPolicy.NONE)
                            .count();
            return stuck == 0 ? FULL : stuck == steps.size() ? NONE : PARTIAL;
        }
    }

    static OperationView of(CatalogueEntry entry) {
        var operation = entry.operation();
        if (operation == null) {
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
                    entry.source(),
                    false,
                    entry.disabled());
        }
        return new OperationView(
                entry.name(),
                operation.title(),
                operation.description(),
                operation.scope(),
                new Claimed(operation.maintenance(), operation.maintenanceKey()),
                operation.releaseOnFailure(),
                operation.target(),
                operation.params().schema(),
                operation.steps().stream()
                        .map(step -> OperationStepView.of(operation, step.step()))
                        .toList(),
                Undo.of(operation),
                entry.source(),
                operation.hidden(),
                null);
    }
}
