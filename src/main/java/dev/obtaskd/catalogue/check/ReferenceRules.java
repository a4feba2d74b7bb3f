package dev.obtaskd.catalogue.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.json.JsonPointers;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * References of a parameter schema stay in its file and have no cycle, which would overflow the
 * stack of a parameter check. Strict: also checks values such as defaults.
 */
final class ReferenceRules {

    private static final Messages MESSAGES = Messages.of("catalogue");

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
            flaw(pointer, MESSAGES.text("reference.dialect", DEFINITION));
        } else if (key.equals("$ref") && !value.startsWith(DEFINITION)) {
            flaw(pointer, MESSAGES.text("reference.start", value, DEFINITION));
        } else if (key.equals("$ref") && value.indexOf('%') >= 0) {
            flaw(pointer, MESSAGES.text("reference.percent", value));
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
                                        MESSAGES.text("reference.cycle"));
                            }
                        });
    }

    /** The definitions that a part of the schema refers to, directly or not. */
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

    /** The definition that a reference points to or into. */
    private static String definition(String reference) {
        return JsonPointers.dotted("/" + reference.substring(DEFINITION.length()).split("/")[0]);
    }

    private void flaw(String pointer, LocalizedText message) {
        flaws.add(Flaws.at(pointer, message));
    }
}
