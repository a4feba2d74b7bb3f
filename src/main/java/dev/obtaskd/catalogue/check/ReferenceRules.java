package dev.obtaskd.catalogue.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.json.JsonPointers;
import dev.obtaskd.step.StepKind.Flaw;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * References of a parameter schema stay in its file and end: a circle would cost the stack of
 * whoever checks parameters. Strict: looks into values such as defaults too.
 */
final class ReferenceRules {

    private static final String DEFINITION = "#/$defs/";
    private static final Set<String> REFUSED =
            Set.of(
                    "$schema",
                    "$id",
                    "$anchor",
                    "$dynamicRef",
                    "$dynamicAnchor",
                    "$recursiveRef",
                    "$recursiveAnchor");

    private final String at;
    private final JsonNode schema;
    private final List<Flaw> flaws = new ArrayList<>();

    private ReferenceRules(String at, JsonNode schema) {
        this.at = at;
        this.schema = schema;
    }

    /**
     * @param at pointer to the schema
     */
    static List<Flaw> check(String at, JsonNode schema) {
        var rules = new ReferenceRules(at, schema);
        rules.node(schema, at);
        if (rules.flaws.isEmpty()) {
            rules.circles();
        }
        return rules.flaws;
    }

    private void node(JsonNode node, String pointer) {
        node.properties()
                .forEach(
                        member -> {
                            var below = JsonPointers.below(pointer, member.getKey());
                            if (member.getValue().isTextual()) {
                                word(member.getKey(), member.getValue().textValue(), below);
                            }
                            node(member.getValue(), below);
                        });
        for (var i = 0; node.isArray() && i < node.size(); i++) {
            node(node.get(i), pointer + "/" + i);
        }
    }

    private void word(String key, String value, String pointer) {
        if (REFUSED.contains(key)) {
            flaw(
                    pointer,
                    "leave it out; the dialect is 2020-12 and references go to " + DEFINITION);
        } else if (key.equals("$ref") && !value.startsWith(DEFINITION)) {
            flaw(pointer, "\"" + value + "\" does not begin with " + DEFINITION);
        } else if (key.equals("$ref") && value.indexOf('%') >= 0) {
            flaw(pointer, "\"" + value + "\" holds a %; name the definition without");
        }
    }

    private void circles() {
        schema.path("$defs")
                .properties()
                .forEach(
                        definition -> {
                            if (reached(definition.getValue()).contains(definition.getKey())) {
                                flaw(
                                        JsonPointers.below(at + "/$defs", definition.getKey()),
                                        "refers to itself");
                            }
                        });
    }

    /** The definitions that a part of the schema leads to, directly or not. */
    private Set<String> reached(JsonNode node) {
        var reached = new HashSet<String>();
        var next = new ArrayDeque<JsonNode>(List.of(node));
        while (!next.isEmpty()) {
            for (var reference : next.pop().findValuesAsText("$ref")) {
                var name = definition(reference);
                if (reached.add(name)) {
                    next.push(schema.path("$defs").path(name));
                }
            }
        }
        return reached;
    }

    /** The definition that a reference leads into, whether to the whole of it or to a part. */
    private static String definition(String reference) {
        return JsonPointers.dotted("/" + reference.substring(DEFINITION.length()).split("/")[0]);
    }

    private void flaw(String pointer, String message) {
        flaws.add(new Flaw(pointer, JsonPointers.dotted(pointer) + ": " + message));
    }
}
