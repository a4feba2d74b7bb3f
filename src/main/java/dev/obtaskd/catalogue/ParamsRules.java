package dev.obtaskd.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.step.StepKind.Flaw;
import java.util.ArrayList;
import java.util.List;

/** The parameter schema is one, describes an object, stays in its file, and its defaults obey it. */
final class ParamsRules {

    private static final String AT = "/params";

    private ParamsRules() {}

    static List<Flaw> check(Operation operation) {
        var schema = operation.params();
        var flaws = new ArrayList<Flaw>();
        if (!"object".equals(schema.path("type").textValue())) {
            flaws.add(new Flaw(AT, "params.type: must be object"));
        }
        foreign(schema, AT, flaws);
        for (var violation : Schemas.checkSchema(schema)) {
            flaws.add(flaw(AT + violation.pointer(), violation.message()));
        }
        if (flaws.isEmpty()) {
            Schemas.flaw(schema).ifPresent(message -> flaws.add(new Flaw(AT, "params: " + message)));
        }
        if (flaws.isEmpty()) {
            defaults(schema, flaws);
        }
        return flaws;
    }

    /** What would lead out of the file, or into another dialect. Values of const, enum and default are none of it. */
    private static void foreign(JsonNode schema, String at, List<Flaw> flaws) {
        schema.properties().forEach(member -> {
            var below = Pointers.below(at, member.getKey());
            var text = member.getValue().textValue();
            if (text != null && member.getKey().equals("$ref") && !text.startsWith("#")) {
                flaws.add(flaw(below, "\"" + text + "\" leads out of the file"));
            } else if (text != null && (member.getKey().equals("$schema") || member.getKey().equals("$id"))) {
                flaws.add(flaw(below, "leave it out; the dialect is always 2020-12"));
            }
            foreign(member.getValue(), below, flaws);
        });
        for (var i = 0; schema.isArray() && i < schema.size(); i++) {
            foreign(schema.get(i), at + "/" + i, flaws);
        }
    }

    private static void defaults(JsonNode schema, List<Flaw> flaws) {
        schema.path("properties").properties().forEach(property -> {
            var value = property.getValue().path("default");
            if (value.isMissingNode()) {
                return;
            }
            // The whole schema without what it requires, so that references into it still hold.
            var alone = ((ObjectNode) schema.deepCopy()).without(List.of("required"));
            var given = JsonNodeFactory.instance.objectNode().set(property.getKey(), value);
            var at = Pointers.below(AT + "/properties", property.getKey()) + "/default";
            for (var violation : Schemas.check(Schemas.of(alone), given)) {
                flaws.add(flaw(at, value + " " + violation.message()));
            }
        });
    }

    private static Flaw flaw(String pointer, String message) {
        return new Flaw(pointer, Pointers.dotted(pointer) + ": " + message);
    }
}
