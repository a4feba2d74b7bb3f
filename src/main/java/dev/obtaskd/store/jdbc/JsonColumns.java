package dev.obtaskd.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Converts lists and maps of texts to the JSON of a column. */
final class JsonColumns {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonColumns() {}

    static String list(List<String> words) {
        var array = JsonNodeFactory.instance.arrayNode();
        words.forEach(array::add);
        return array.toString();
    }

    static List<String> list(String json) {
        return parse(json).valueStream().map(JsonNode::textValue).toList();
    }

    static String map(Map<String, String> values) {
        var object = JsonNodeFactory.instance.objectNode();
        values.forEach(object::put);
        return object.toString();
    }

    static Map<String, String> map(String json) {
        var values = new HashMap<String, String>();
        parse(json)
                .properties()
                .forEach(field -> values.put(field.getKey(), field.getValue().textValue()));
        return values;
    }

    /** A word as it stands inside a list, quotes included. */
    static String word(String word) {
        return JsonNodeFactory.instance.textNode(word).toString();
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the store holds a column that is not JSON", e);
        }
    }
}
