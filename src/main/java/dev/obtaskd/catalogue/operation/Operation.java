package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.task.TaskGraph;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.text.LocalizedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue entry from which tasks are made; templates are not filled in.
 *
 * @param maintenanceKey template of the tenant's name; null unless the type is TENANT
 * @param target of its tasks; may be null
 * @param params of a request
 * @param steps in the order of their definition
 * @param hidden whether it is internal to the daemon and omitted from lists
 * @param document the whole entry, from which {@link OperationReader} can make it again
 */
public record Operation(
        String name,
        LocalizedText title,
        LocalizedText description,
        TaskScope scope,
        MaintenanceType maintenance,
        @Nullable String maintenanceKey,
        boolean releaseOnFailure,
        @Nullable TargetTemplate target,
        ParameterSchema params,
        List<OperationStep> steps,
        boolean hidden,
        OperationDocument document) {

    public Operation {
        steps = List.copyOf(steps);
    }

    /** The graph of its steps. */
    public TaskGraph graph() {
        return TaskGraph.of(steps.stream().map(OperationStep::step).toList());
    }

    /**
     * @throws IllegalArgumentException if there is no such step
     */
    public OperationStep step(String id) {
        return steps.stream()
                .filter(candidate -> candidate.step().id().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no step " + id + " in operation " + name));
    }

    /**
     * The object that a task works on; type and name may hold templates.
     *
     * @param removes whether it is gone when the task has succeeded
     */
    public record TargetTemplate(String type, String name, boolean removes) {}

    /**
     * A step of an operation.
     *
     * @param hosts {@code self}, {@code each}, {@code one} or a template
     * @param when template of the condition under which it runs; null means always
     * @param run what it does
     * @param rollback what undoes it; null unless the step's rollback is REAL
     */
    public record OperationStep(
            TaskStep step,
            String hosts,
            @Nullable String when,
            Action run,
            @Nullable Action rollback) {}

    /**
     * An action of a step kind.
     *
     * @param kind name of the step kind
     * @param spec its specification
     */
    public record Action(String kind, JsonNode spec) {}
}
