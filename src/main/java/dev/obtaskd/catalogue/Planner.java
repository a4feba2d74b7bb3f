package dev.obtaskd.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.obtaskd.catalogue.Operation.OperationStep;
import dev.obtaskd.catalogue.Plan.PlannedStep;
import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Maintenance;
import dev.obtaskd.exclusion.Scope;
import dev.obtaskd.json.Numbers;
import dev.obtaskd.task.Origin.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a task would claim, work on and run where, before there is a task. */
public final class Planner {

    private static final int MAX_KEY = 200;
    private static final int MAX_TYPE = 100;
    private static final int MAX_TARGET = 500;

    private final Operation operation;
    private final JsonNode params;
    private final Agent self;
    private final HostChoice hosts;
    private final List<FieldError> errors = new ArrayList<>();

    private Planner(Operation operation, JsonNode params, Agent self, HostChoice hosts) {
        this.operation = operation;
        this.params = params;
        this.self = self;
        this.hosts = hosts;
    }

    /**
     * Plans a task.
     *
     * @param params accepted by {@link Parameters}
     * @param self the agent that was asked
     * @param agents every known agent, {@code ip:port}; {@code self} is known anyway
     * @param wanted the agents the request names; empty means this one for a local operation, and
     *     every known one for a cluster operation
     */
    public static Planned plan(
            Operation operation, JsonNode params, Agent self, List<String> agents, List<String> wanted) {
        return new Planner(operation, params, self, new HostChoice(operation.scope(), self, agents, wanted)).plan();
    }

    private Planned plan() {
        errors.addAll(hosts.errors());
        var key = key();
        var steps = operation.steps().stream().map(this::step).toList();
        if (!errors.isEmpty()) {
            return new Planned.Refused(errors.stream().distinct().toList());
        }
        var agent = operation.scope() == Scope.LOCAL ? self.address() : null;
        return new Plan(new Claim(operation.scope(), operation.maintenance(), key, agent), target(), steps);
    }

    private @Nullable String key() {
        if (operation.maintenance() != Maintenance.TENANT || operation.maintenanceKey() == null) {
            return null;
        }
        var key = text(operation.maintenanceKey());
        if (key.isBlank()) {
            errors.add(new FieldError(field(operation.maintenanceKey()), key, "must name a tenant"));
        }
        if (key.length() > MAX_KEY) {
            errors.add(FieldError.of(field(operation.maintenanceKey()), TextNode.valueOf(key),
                    "must have at most " + MAX_KEY + " characters"));
        }
        return key;
    }

    private @Nullable Target target() {
        if (operation.target() == null) {
            return null;
        }
        var name = text(operation.target().name());
        return name.isBlank() ? null : new Target(cut(text(operation.target().type()), MAX_TYPE), cut(name, MAX_TARGET));
    }

    /** A target is there to be read and found; what is longer than a line is of no use for that. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private PlannedStep step(OperationStep step) {
        var runs = step.when() == null || Templates.truthy(value(step.when()));
        // Where a step would have run does not matter when it does not, nor need it be given then.
        var form = runs || !Template.in(step.hosts()) ? step.hosts() : "self";
        return new PlannedStep(step.step(), hostsOf(form), runs);
    }

    private List<String> hostsOf(String form) {
        return switch (form) {
            case "self" -> List.of(self.address());
            case "each" -> hosts.ofTask();
            case "one" -> List.of(hosts.ofTask().getFirst());
            default -> hosts.named(value(form), field(form), errors);
        };
    }

    private String text(String template) {
        return Numbers.text(value(template));
    }

    private JsonNode value(String template) {
        return switch (Templates.fill(TextNode.valueOf(template), this::known)) {
            case Filled.Complete complete -> complete.spec();
            case Filled.MissingValue missing ->
                    throw new IllegalStateException("the operation's check let pass " + missing.path());
        };
    }

    private Optional<JsonNode> known(TemplatePath path) {
        return switch (path) {
            case TemplatePath.Param param -> Optional.of(param.in(params));
            case TemplatePath.Fact fact -> switch (fact) {
                case AGENT_IP -> Optional.of(TextNode.valueOf(self.ip()));
                case AGENT_PORT -> Optional.of(IntNode.valueOf(self.port()));
                case TASK_ID, AGENT_DATA_DIR, COLLECT_DIRECTORIES, INSPECT_DIRECTORIES -> Optional.empty();
            };
            case TemplatePath.Output output -> Optional.empty();
            case TemplatePath.Secret secret -> Optional.empty();
        };
    }

    /** The request's field behind a template: its first path. */
    private static String field(String template) {
        return Template.of(template).parts().stream()
                .filter(Template.Slot.class::isInstance)
                .map(part -> ((Template.Slot) part).path())
                .findFirst()
                .orElse("params");
    }
}
