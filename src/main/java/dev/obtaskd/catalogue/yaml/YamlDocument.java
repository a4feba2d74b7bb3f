package dev.obtaskd.catalogue.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.catalogue.operation.TextPlaces;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.json.JsonPointers;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.JsonScalarResolver;

/**
 * Builds JSON from YAML events. Events instead of nodes, to limit nesting before the stack
 * overflows and to refuse aliases, which could expand without bound.
 */
final class YamlDocument {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private static final int MAX_DEPTH = 64;
    private static final int MAX_SHOWN = 80;
    private static final JsonNodeFactory JSON = ExactNumbers.EXACT;

    private final JsonScalarResolver resolver = new JsonScalarResolver();
    private final Iterator<Event> events;
    private final Map<String, Integer> lines = new HashMap<>();

    YamlDocument(Iterator<Event> events) {
        this.events = events;
    }

    /**
     * @throws Malformed if the text is not one mapping in the supported subset of YAML
     */
    YamlText.Document read() {
        events.next();
        var start = events.next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            throw new Malformed(1, MESSAGES.text("yaml.empty"));
        }
        var first = events.next();
        if (first.getEventId() != Event.ID.MappingStart) {
            throw new Malformed(line(first), MESSAGES.text("yaml.mapping"));
        }
        var json = (ObjectNode) value(first, "", 0);
        events.next();
        var end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw new Malformed(line(end), MESSAGES.text("yaml.documents"));
        }
        return new YamlText.Document(json, lines);
    }

    private JsonNode value(Event event, String pointer, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Malformed(line(event), MESSAGES.text("yaml.depth", MAX_DEPTH));
        }
        lines.putIfAbsent(pointer, line(event));
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar, pointer);
            case CollectionStartEvent start -> {
                refuseTag(start.getTag().isPresent(), event);
                yield start.getEventId() == Event.ID.MappingStart
                        ? mapping(pointer, depth)
                        : sequence(pointer, depth);
            }
            default -> throw new Malformed(line(event), MESSAGES.text("yaml.alias"));
        };
    }

    private ObjectNode mapping(String pointer, int depth) {
        var mapping = JSON.objectNode();
        for (var key = events.next();
                key.getEventId() != Event.ID.MappingEnd;
                key = events.next()) {
            if (!(key instanceof ScalarEvent name)) {
                throw new Malformed(line(key), MESSAGES.text("yaml.key"));
            }
            if (mapping.has(name.getValue())) {
                throw new Malformed(line(key), MESSAGES.text("yaml.duplicate", name.getValue()));
            }
            var below = JsonPointers.below(pointer, name.getValue());
            lines.put(below, line(key));
            mapping.set(name.getValue(), value(events.next(), below, depth + 1));
        }
        return mapping;
    }

    private ArrayNode sequence(String pointer, int depth) {
        var sequence = JSON.arrayNode();
        for (var item = events.next();
                item.getEventId() != Event.ID.SequenceEnd;
                item = events.next()) {
            sequence.add(value(item, pointer + "/" + sequence.size(), depth + 1));
        }
        return sequence;
    }

    private JsonNode scalar(ScalarEvent scalar, String pointer) {
        refuseTag(scalar.getTag().isPresent(), scalar);
        var text = scalar.getValue();
        var tag =
                scalar.isPlain() && !TextPlaces.inDocument(pointer)
                        ? resolver.resolve(text, true)
                        : Tag.STR;
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        return number(tag, text, scalar);
    }

    private static JsonNode number(Tag tag, String text, ScalarEvent scalar) {
        if (!tag.equals(Tag.INT) && !tag.equals(Tag.FLOAT)) {
            return JSON.textNode(text);
        }
        return ExactNumbers.read(text)
                .orElseThrow(
                        () ->
                                new Malformed(
                                        line(scalar),
                                        MESSAGES.text(
                                                "flaw.value",
                                                "\"" + cut(text) + "\"",
                                                ExactNumbers.RULE)));
    }

    private static String cut(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    private static void refuseTag(boolean tagged, Event event) {
        if (tagged) {
            throw new Malformed(line(event), MESSAGES.text("yaml.tag"));
        }
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** The text is not a valid operation file. */
    static final class Malformed extends RuntimeException {
        final int line;
        final transient LocalizedText reason;

        Malformed(int line, LocalizedText reason) {
            super(reason.en());
            this.line = line;
            this.reason = reason;
        }
    }
}
