package dev.obtaskd.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.obtaskd.catalogue.TaskPlan.PlannedStep;
import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.catalogue.operation.Operation.OperationStep;
import dev.obtaskd.catalogue.operation.ParameterError;
import dev.obtaskd.catalogue.operation.ParameterSchema;
import dev.obtaskd.catalogue.operation.Template;
import dev.obtaskd.catalogue.operation.TemplateFiller;
import dev.obtaskd.catalogue.operation.TemplatePath;
import dev.obtaskd.catalogue.operation.TemplateResult;
import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.task.TaskDefinition.Target;
import dev.obtaskd.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans the claim, target and steps of a task before it is created. */
public final class TaskPlanner {

    private static final Messages MESSAGES = Messages.of("catalogue");
    private static final int MAX_KEY = 200;
    private static final int MAX_TYPE = 100;
    private static final int MAX_TARGET = 500;

    private final Operation operation;
    private final JsonNode params;
    private final AgentAddress self;
    private final HostChoice hosts;
    private final List<ParameterError> errors = new ArrayList<>();

    private TaskPlanner(Operation operation, JsonNode params, AgentAddress self, HostChoice hosts) {
        this.operation = operation;
        this.params = params;
        this.self = self;
        this.hosts = hosts;
    }

    /**
     * Plans a task.
     *
     * @param params accepted by {@link ParameterSchema}
     * @param self the agent that received the request
     * @param agents every known agent; {@code self} is known anyway
     * @param wanted agents of the request; empty means this one for a local operation and all known
     *     ones for a cluster operation
     */
    public static PlanResult plan(
            Operation operation,
            JsonNode params,
            AgentAddress self,
            List<AgentAddress> agents,
            List<String> wanted) {
        return new TaskPlanner(
                        operation,
                        params,
                        self,
                        new HostChoice(operation.scope(), self, agents, wanted))
                .plan();
    }

    private PlanResult plan() {
        errors.addAll(hosts.errors());
        var key = key();
        var steps = operation.steps().stream().map(this::step).toList();
        if (!errors.isEmpty()) {
            return new PlanResult.Refused(errors.stream().distinct().toList());
        }
        var agent = operation.scope() == TaskScope.LOCAL ? self.toString() : null;
        return new TaskPlan(
                new Claim(operation.scope(), operation.maintenance(), key, agent), target(), steps);
    }

    private @Nullable String key() {
        if (operation.maintenance() != MaintenanceType.TENANT
                || operation.maintenanceKey() == null) {
            return null;
        }
        var key = text(operation.maintenanceKey());
        if (key.isBlank()) {
            errors.add(
                    new ParameterError(
                            field(operation.maintenanceKey()),
                            key,
                            MESSAGES.text("params.tenant")));
        }
        if (key.length() > MAX_KEY) {
            errors.add(
                    ParameterError.of(
                            field(operation.maintenanceKey()),
                            TextNode.valueOf(key),
                            MESSAGES.text("params.too-long", MAX_KEY)));
        }
        return key;
    }

    private @Nullable Target target() {
        if (operation.target() == null) {
            return null;
        }
        var name = text(operation.target().name());
        return name.isBlank()
                ? null
                : new Target(
                        cut(text(operation.target().type()), MAX_TYPE),
                        cut(name, MAX_TARGET),
                        operation.target().removes());
    }

    /** A target is shown and searched; longer than a line it is useless. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(
                0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private PlannedStep step(OperationStep step) {
        var runs = step.when() == null || TemplateFiller.truthy(value(step.when()));
        // A skipped step needs no hosts.
        var form = runs || !Template.in(step.hosts()) ? step.hosts() : "self";
        return new PlannedStep(step.step(), hostsOf(form), runs);
    }

    private List<AgentAddress> hostsOf(String form) {
        return switch (form) {
            case "self" -> List.of(self);
            case "each" -> hosts.ofTask();
            case "one" -> List.of(hosts.ofTask().getFirst());
            default -> hosts.named(value(form), field(form), errors);
        };
    }

    private String text(String template) {
        return ExactNumbers.text(value(template));
    }

    private JsonNode value(String template) {
        return switch (TemplateFiller.fill(TextNode.valueOf(template), this::known)) {
            case TemplateResult.Complete complete -> complete.spec();
            case TemplateResult.MissingValue missing ->
                    throw new IllegalStateException(
                            "unresolved path in a checked operation: " + missing.path());
        };
    }

    private Optional<JsonNode> known(TemplatePath path) {
        return switch (path) {
            case TemplatePath.Param param -> Optional.of(param.in(params));
            case TemplatePath.Fact fact ->
                    switch (fact) {
                        case AGENT_IP -> Optional.of(TextNode.valueOf(self.ip()));
                        case AGENT_PORT -> Optional.of(IntNode.valueOf(self.port()));
                        case TASK_ID, AGENT_DATA_DIR, COLLECT_DIRECTORIES, INSPECT_DIRECTORIES ->
                                Optional.empty();
                    };
            case TemplatePath.Output output -> Optional.empty();
            case TemplatePath.Secret secret -> Optional.empty();
        };
    }

    /** The field of the request that a template refers to: its first path. */
    private static String field(String template) {
        return Template.of(template).parts().stream()
                .filter(Template.Slot.class::isInstance)
                .map(part -> ((Template.Slot) part).path())
                .findFirst()
                .orElse("params");
    }
}
