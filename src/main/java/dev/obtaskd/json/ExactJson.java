package dev.obtaskd.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON input. The text of a number is checked before conversion, because a short literal such as
 * {@code 1e999999999} may stand for more digits than there is memory.
 *
 * @param tree the parsed document; null replaces a refused number
 * @param refused literals that violate {@link ExactNumbers#RULE}, by their location; never empty if
 *     there is one
 * @param complete whether these are all of them: with long names, the locations can be much longer
 *     than the text
 */
public record ExactJson(JsonNode tree, Map<JsonPointer, String> refused, boolean complete) {

    private static final int MAX_DEPTH = 100;
    private static final int MOST_PLACES = 1 << 20;
    private static final JsonFactory LENIENT = factory(false);
    private static final JsonFactory STRICT = factory(true);

    /**
     * Parses one document; refuses duplicate keys and trailing text.
     *
     * @return with a missing node if there is no document
     * @throws IOException if it is not JSON, or nested deeper than 100
     */
    public static ExactJson strict(String text) throws IOException {
        try (var parser = STRICT.createParser(text)) {
            return new Reader(parser).read();
        }
    }

    /** Reads one document from a text, the last of two equal keys counts. */
    public static ExactJson lenient(String text) throws IOException {
        try (var parser = LENIENT.createParser(text)) {
            return new Reader(parser).read();
        }
    }

    private static JsonFactory factory(boolean strict) {
        // The reader below checks the length of numbers itself and reports the location.
        var limits =
                StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .build();
        return JsonFactory.builder()
                .streamReadConstraints(limits)
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    /** Builds the tree from the parser's events. */
    private static final class Reader {

        private final JsonParser parser;
        private final Map<JsonPointer, String> refused = new LinkedHashMap<>();
        private int places;
        private boolean complete = true;

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        ExactJson read() throws IOException {
            var first = parser.nextToken();
            var tree = first == null ? MissingNode.getInstance() : value(first);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "text after the document");
            }
            return new ExactJson(tree, refused, complete);
        }

        private JsonNode value(JsonToken token) throws IOException {
            return switch (token) {
                case START_OBJECT -> object();
                case START_ARRAY -> array();
                case VALUE_STRING -> ExactNumbers.EXACT.textNode(parser.getText());
                case VALUE_TRUE, VALUE_FALSE ->
                        ExactNumbers.EXACT.booleanNode(token == JsonToken.VALUE_TRUE);
                case VALUE_NULL -> ExactNumbers.EXACT.nullNode();
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
                default -> throw new JsonParseException(parser, "unexpected " + token);
            };
        }

        private JsonNode object() throws IOException {
            var object = ExactNumbers.EXACT.objectNode();
            for (var token = parser.nextToken();
                    token != JsonToken.END_OBJECT;
                    token = parser.nextToken()) {
                var name = parser.currentName();
                object.set(name, value(parser.nextToken()));
            }
            return object;
        }

        private JsonNode array() throws IOException {
            var array = ExactNumbers.EXACT.arrayNode();
            for (var token = parser.nextToken();
                    token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                array.add(value(token));
            }
            return array;
        }

        private void refuse(String literal) {
            complete = places < MOST_PLACES;
            if (complete) {
                var place = parser.getParsingContext().pathAsPointer();
                places += place.toString().length();
                refused.put(place, literal);
            }
        }

        private JsonNode number() throws IOException {
            var literal = parser.getText();
            var number = ExactNumbers.read(literal);
            if (number.isEmpty()) {
                refuse(literal);
                return ExactNumbers.EXACT.nullNode();
            }
            return number.get();
        }
    }
}
