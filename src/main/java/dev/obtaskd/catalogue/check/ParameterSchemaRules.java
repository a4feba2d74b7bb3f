package dev.obtaskd.catalogue.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.catalogue.operation.ParameterDefaults;
import dev.obtaskd.catalogue.schema.FormatCheckers;
import dev.obtaskd.catalogue.schema.LinearPatterns;
import dev.obtaskd.catalogue.schema.SchemaCompiler;
import dev.obtaskd.catalogue.schema.SchemaSize;
import dev.obtaskd.catalogue.schema.Subschemas;
import dev.obtaskd.json.JsonPointers;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.text.Messages;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameter schema is valid, describes an object, is cheap to check, and accepts its own
 * defaults.
 */
final class ParameterSchemaRules {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private static final String AT = "/params";
    private static final BigDecimal MAX_COUNT = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final List<String> COUNTS =
            List.of(
                    "minLength",
                    "maxLength",
                    "minItems",
                    "maxItems",
                    "minProperties",
                    "maxProperties",
                    "minContains",
                    "maxContains");

    private ParameterSchemaRules() {}

    static List<Flaw> check(Operation operation) {
        var schema = operation.params().schema();
        var flaws = new ArrayList<Flaw>();
        if (!"object".equals(schema.path("type").textValue())) {
            flaws.add(new Flaw(AT, MESSAGES.text("params.type")));
        }
        flaws.addAll(ReferenceRules.check(AT, schema));
        // Before the general schema rules, whose message for a pattern is less specific.
        Subschemas.all(AT, schema).forEach(place -> keywords(place, flaws));
        if (flaws.isEmpty()) {
            SchemaCompiler.checkSchema(schema)
                    .forEach(
                            violation ->
                                    flaws.add(
                                            Flaws.at(
                                                    AT + violation.pointer(),
                                                    violation.message())));
        }
        if (flaws.isEmpty()) {
            SchemaSize.flaw(schema).ifPresent(message -> flaws.add(Flaws.at(AT, message)));
        }
        if (flaws.isEmpty()) {
            SchemaCompiler.flaw(schema).ifPresent(message -> flaws.add(Flaws.at(AT, message)));
        }
        if (flaws.isEmpty()) {
            Subschemas.all(AT, schema).forEach(place -> defaultOf(schema, place, flaws));
        }
        return flaws;
    }

    /** Possible mistakes of a usable schema. */
    static List<Flaw> warnings(Operation operation) {
        var warnings = new ArrayList<Flaw>();
        idle(AT, operation.params().schema(), warnings);
        return warnings;
    }

    private static void idle(String at, JsonNode schema, List<Flaw> warnings) {
        for (var place : Subschemas.within(at, schema)) {
            if (ParameterDefaults.FOLLOWED.contains(place.keyword())) {
                idle(place.pointer(), place.schema(), warnings);
            } else {
                Subschemas.all(place.pointer(), place.schema()).stream()
                        .filter(inner -> inner.schema().has("default"))
                        .map(
                                inner ->
                                        Flaws.at(
                                                inner.pointer() + "/default",
                                                MESSAGES.text("params.idle", place.keyword())))
                        .forEach(warnings::add);
            }
        }
    }

    private static void keywords(Subschemas.Place place, List<Flaw> flaws) {
        var schema = place.schema();
        if (schema.path("pattern").isTextual()) {
            pattern(place.pointer() + "/pattern", schema.get("pattern").textValue(), flaws);
        }
        schema.path("patternProperties")
                .properties()
                .forEach(
                        named ->
                                pattern(
                                        JsonPointers.below(
                                                place.pointer() + "/patternProperties",
                                                named.getKey()),
                                        named.getKey(),
                                        flaws));
        var format = schema.path("format");
        if (format.isTextual() && !FormatCheckers.known(format.textValue())) {
            flaws.add(
                    Flaws.at(
                            place.pointer() + "/format",
                            MESSAGES.text(
                                    "params.format", format.textValue(), FormatCheckers.names())));
        }
        for (var keyword : COUNTS) {
            if (schema.path(keyword).isNumber()
                    && schema.get(keyword).decimalValue().compareTo(MAX_COUNT) > 0) {
                flaws.add(
                        Flaws.at(
                                place.pointer() + "/" + keyword,
                                MESSAGES.text("params.count", MAX_COUNT)));
            }
        }
    }

    private static void pattern(String pointer, String pattern, List<Flaw> flaws) {
        LinearPatterns.flaw(pattern).ifPresent(message -> flaws.add(Flaws.at(pointer, message)));
    }

    private static void defaultOf(JsonNode root, Subschemas.Place place, List<Flaw> flaws) {
        var written = place.schema().path("default");
        if (written.isMissingNode()) {
            return;
        }
        // Includes the definitions, to which it may refer.
        var alone = ((ObjectNode) place.schema()).deepCopy();
        if (root.has("$defs")) {
            alone.set("$defs", root.get("$defs"));
        }
        var value = written.deepCopy();
        new ParameterDefaults(alone).complete(value);
        for (var violation : SchemaCompiler.check(SchemaCompiler.of(alone), value)) {
            flaws.add(
                    Flaws.at(
                            place.pointer() + "/default",
                            MESSAGES.text("flaw.value", written, violation.message())));
        }
    }
}
