package dev.obtaskd.api.v2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.catalogue.Entry;
import dev.obtaskd.catalogue.FileFlaw;
import dev.obtaskd.catalogue.Operation;
import dev.obtaskd.exclusion.Maintenance;
import dev.obtaskd.exclusion.Scope;
import dev.obtaskd.task.Rollback;
import dev.obtaskd.task.Text;
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
public record OperationsEntry(
        String name,
        @Nullable Text title,
        @Nullable Text description,
        @Nullable Scope scope,
        @Nullable Claimed maintenance,
        boolean releaseOnFailure,
        Operation.@Nullable TargetTemplate target,
        @Schema(description = "JSON Schema 2020-12") @Nullable JsonNode params,
        List<OperationsStep> steps,
        @Nullable Undo rollback,
        Entry.Source source,
        boolean hidden,
        @Nullable FileFlaw disabled) {

    /** What its tasks claim; the key is a template, and null unless it is a tenant. */
    @RegisterForReflection
    public record Claimed(Maintenance type, @Nullable String key) {}

    /** How far a task of it can be rolled back: all its steps, some, or none. */
    public enum Undo {
        FULL,
        PARTIAL,
        NONE;

        static Undo of(Operation operation) {
            var steps = operation.steps();
            var stuck = steps.stream().filter(step -> step.step().rollback() == Rollback.NONE).count();
            return stuck == 0 ? FULL : stuck == steps.size() ? NONE : PARTIAL;
        }
    }

    static OperationsEntry of(Entry entry) {
        var operation = entry.operation();
        if (operation == null) {
            return new OperationsEntry(entry.name(), null, null, null, null, false, null, null, List.of(), null,
                    entry.source(), false, entry.disabled());
        }
        return new OperationsEntry(
                entry.name(),
                operation.title(),
                operation.description(),
                operation.scope(),
                new Claimed(operation.maintenance(), operation.maintenanceKey()),
                operation.releaseOnFailure(),
                operation.target(),
                operation.params().schema(),
                operation.steps().stream().map(step -> OperationsStep.of(operation, step.step())).toList(),
                Undo.of(operation),
                entry.source(),
                operation.hidden(),
                null);
    }
}
