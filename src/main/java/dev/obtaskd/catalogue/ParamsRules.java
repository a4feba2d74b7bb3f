package dev.obtaskd.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.step.StepKind.Flaw;
import java.util.ArrayList;
import java.util.List;

/** The parameter schema is one, describes an object, and its defaults obey it. */
final class ParamsRules {

    private static final String AT = "/params";

    private ParamsRules() {}

    static List<Flaw> check(Operation operation) {
        var schema = operation.params().schema();
        var flaws = new ArrayList<Flaw>();
        if (!"object".equals(schema.path("type").textValue())) {
            flaws.add(new Flaw(AT, "params.type: must be object"));
        }
        flaws.addAll(ReferenceRules.check(AT, schema));
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
