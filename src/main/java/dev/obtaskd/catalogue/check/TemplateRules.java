package dev.obtaskd.catalogue.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.catalogue.operation.Template;
import dev.obtaskd.catalogue.operation.TemplatePath;
import dev.obtaskd.catalogue.schema.Subschemas;
import dev.obtaskd.json.JsonPointers;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every template is in an allowed place and has a path with a value there. */
final class TemplateRules {

    private static final Messages MESSAGES = Messages.of("catalogue");

    /** The keywords whose schemas apply to the same value as the enclosing schema. */
    private static final Set<String> IN_PLACE =
            Set.of("allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas");

    private final Operation operation;
    private final List<Flaw> flaws = new ArrayList<>();

    private TemplateRules(Operation operation) {
        this.operation = operation;
    }

    static List<Flaw> check(Operation operation) {
        var rules = new TemplateRules(operation);
        rules.heads();
        rules.steps();
        StepActions.of(operation).forEach(rules::action);
        return rules.flaws;
    }

    private void heads() {
        if (operation.maintenanceKey() != null) {
            text(operation.maintenanceKey(), "/maintenance/key", TemplateRules::parametersOnly);
        }
        if (operation.target() != null) {
            text(operation.target().type(), "/target/type", TemplateRules::knownAtSubmit);
            text(operation.target().name(), "/target/name", TemplateRules::knownAtSubmit);
        }
    }

    private void steps() {
        for (var i = 0; i < operation.steps().size(); i++) {
            var step = operation.steps().get(i);
            text(step.hosts(), "/steps/" + i + "/hosts", TemplateRules::parametersOnly);
            if (step.when() != null) {
                text(step.when(), "/steps/" + i + "/when", TemplateRules::parametersOnly);
            }
        }
    }

    private void action(StepActions.Place place) {
        flaws.addAll(CommandRules.check(place));
        var upstream = operation.graph().ancestors(place.step().step().id());
        tree(
                place.action().spec(),
                place.pointer(),
                (path, at) ->
                        switch (path) {
                            case TemplatePath.Output output ->
                                    upstream.contains(output.stepId())
                                            || place.undo()
                                                    && output.stepId()
                                                            .equals(place.step().step().id());
                            case TemplatePath.Secret secret -> secretMayStand(place, at);
                            case TemplatePath.Param param -> true;
                            case TemplatePath.Fact fact -> true;
                        });
    }

    private void tree(JsonNode node, String pointer, BiPredicate<TemplatePath, String> allowed) {
        node.properties()
                .forEach(
                        member -> {
                            if (Template.in(member.getKey())) {
                                flaws.add(
                                        Flaws.at(
                                                pointer,
                                                MESSAGES.text("template.key", member.getKey())));
                            }
                            tree(
                                    member.getValue(),
                                    JsonPointers.below(pointer, member.getKey()),
                                    allowed);
                        });
        for (var i = 0; node.isArray() && i < node.size(); i++) {
            tree(node.get(i), pointer + "/" + i, allowed);
        }
        if (node.isTextual()) {
            text(node.textValue(), pointer, allowed);
        }
    }

    private void text(String text, String pointer, BiPredicate<TemplatePath, String> allowed) {
        for (var part : Template.of(text).parts()) {
            switch (part) {
                case Template.Literal literal -> {}
                case Template.Unclosed unclosed ->
                        flaws.add(
                                Flaws.at(pointer, MESSAGES.text("template.unclosed", "${{", "}}")));
                case Template.Slot slot -> slot(slot.path(), pointer, allowed);
            }
        }
    }

    private void slot(String path, String pointer, BiPredicate<TemplatePath, String> allowed) {
        var parsed = TemplatePath.parse(path);
        var wrong =
                parsed.isEmpty()
                        ? MESSAGES.text("template.unknown", path)
                        : wrong(parsed.get(), allowed.test(parsed.get(), pointer));
        if (wrong != null) {
            flaws.add(Flaws.at(pointer, wrong));
        }
    }

    private @Nullable LocalizedText wrong(TemplatePath path, boolean allowed) {
        if (path instanceof TemplatePath.Param param && !declared(param)) {
            return MESSAGES.text("template.parameter", path);
        }
        if (allowed) {
            return null;
        }
        return switch (path) {
            case TemplatePath.Output output -> MESSAGES.text("template.output", path);
            case TemplatePath.Secret secret -> MESSAGES.text("template.secret", path);
            case TemplatePath.Param param -> MESSAGES.text("template.early", path);
            case TemplatePath.Fact fact -> MESSAGES.text("template.early", path);
        };
    }

    private boolean declared(TemplatePath.Param param) {
        return declared(operation.params().schema(), param.names());
    }

    /** Whether a schema, one it refers to or one of its alternatives names the member. */
    private boolean declared(JsonNode schema, List<String> names) {
        if (names.isEmpty()) {
            return true;
        }
        var property = schema.path("properties").path(names.getFirst());
        return !property.isMissingNode() && declared(property, names.subList(1, names.size()))
                || others(schema).anyMatch(other -> declared(other, names));
    }

    private Stream<JsonNode> others(JsonNode schema) {
        var inPlace =
                Subschemas.within("", schema).stream()
                        .filter(place -> IN_PLACE.contains(place.keyword()))
                        .map(Subschemas.Place::schema);
        return Stream.concat(
                        Stream.of(Subschemas.target(operation.params().schema(), schema)), inPlace)
                .filter(JsonNode::isObject);
    }

    private static boolean parametersOnly(TemplatePath path, String pointer) {
        return path instanceof TemplatePath.Param;
    }

    private static boolean knownAtSubmit(TemplatePath path, String pointer) {
        return path instanceof TemplatePath.Param
                || path == TemplatePath.Fact.AGENT_IP
                || path == TemplatePath.Fact.AGENT_PORT;
    }

    /** Places from which a secret reaches neither a command line nor a log. */
    private static boolean secretMayStand(StepActions.Place place, String pointer) {
        var places =
                switch (place.action().kind()) {
                    case "exec" -> Set.of("env", "stdin");
                    case "http" -> Set.of("headers");
                    default -> Set.<String>of();
                };
        var below = pointer.substring(place.pointer().length());
        return below.startsWith("/") && places.contains(below.substring(1).split("/")[0]);
    }
}
