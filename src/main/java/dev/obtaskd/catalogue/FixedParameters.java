package dev.obtaskd.catalogue;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.catalogue.operation.Operation.OperationStep;
import dev.obtaskd.catalogue.operation.ParameterError;
import dev.obtaskd.catalogue.operation.ParameterUses;
import dev.obtaskd.catalogue.operation.Template;
import dev.obtaskd.catalogue.operation.TemplateFiller;
import dev.obtaskd.catalogue.operation.TemplatePath;
import dev.obtaskd.catalogue.operation.TemplateResult;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds parameters that must not change after the submit, as the claim, the target, the hosts or a
 * {@code when} of the task would come out otherwise.
 */
public final class FixedParameters {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private final AgentAddress self;
    private final JsonNode before;
    private final JsonNode after;
    private final List<ParameterError> errors = new ArrayList<>();

    private FixedParameters(AgentAddress self, JsonNode before, JsonNode after) {
        this.self = self;
        this.before = before;
        this.after = after;
    }

    /**
     * The changed parameters that must not change; empty if the change is possible.
     *
     * @param self the agent that owns the task
     */
    public static List<ParameterError> check(
            Operation operation, AgentAddress self, JsonNode before, JsonNode after) {
        var fixed = new FixedParameters(self, before, after);
        if (operation.maintenance() == MaintenanceType.TENANT) {
            fixed.check("claim", operation.maintenanceKey(), FixedParameters::sameText);
        }
        if (operation.target() != null) {
            fixed.check("target", operation.target().type(), FixedParameters::sameText);
            fixed.check("target", operation.target().name(), FixedParameters::sameText);
        }
        operation.steps().forEach(fixed::checkStep);
        return fixed.errors.stream().distinct().toList();
    }

    private void checkStep(OperationStep step) {
        check(
                "when",
                step.when(),
                (old, now) -> TemplateFiller.truthy(old) == TemplateFiller.truthy(now));
        if (step.when() == null || TemplateFiller.truthy(value(step.when(), before))) {
            check("hosts", step.hosts(), (old, now) -> hosts(old).equals(hosts(now)));
        }
    }

    private void check(
            String what, @Nullable String template, BiPredicate<JsonNode, JsonNode> same) {
        if (template == null
                || !Template.in(template)
                || same.test(value(template, before), value(template, after))) {
            return;
        }
        Predicate<TemplatePath.Param> changed = param -> !param.in(before).equals(param.in(after));
        ParameterUses.in(template)
                .filter(changed)
                .forEach(
                        param ->
                                errors.add(
                                        ParameterError.of(
                                                param.toString(),
                                                param.in(after),
                                                MESSAGES.text("params.fixed." + what))));
    }

    private static boolean sameText(JsonNode one, JsonNode other) {
        return ExactNumbers.text(one).equals(ExactNumbers.text(other));
    }

    private static List<JsonNode> hosts(JsonNode value) {
        return value.isArray() ? value.valueStream().distinct().toList() : List.of(value);
    }

    private JsonNode value(String template, JsonNode params) {
        return switch (TemplateFiller.fill(
                TextNode.valueOf(requireNonNull(template)), path -> known(path, params))) {
            case TemplateResult.Complete complete -> complete.spec();
            case TemplateResult.MissingValue missing ->
                    throw new IllegalStateException(
                            "unresolved path in a checked operation: " + missing.path());
        };
    }

    private Optional<JsonNode> known(TemplatePath path, JsonNode params) {
        return switch (path) {
            case TemplatePath.Param param -> Optional.of(param.in(params));
            case TemplatePath.Fact.AGENT_IP -> Optional.of(TextNode.valueOf(self.ip()));
            case TemplatePath.Fact.AGENT_PORT -> Optional.of(IntNode.valueOf(self.port()));
            case TemplatePath.Fact _, TemplatePath.Output _, TemplatePath.Secret _ ->
                    Optional.empty();
        };
    }
}
