package dev.obtaskd.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Values as documents for programs. */
public final class Documents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Documents() {}

    /** Indented JSON, with a final newline. */
    public static String json(JsonNode value) {
        try {
            var text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
            return VisibleText.ofJson(text) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** YAML, with a final newline. Characters that are not printable are escaped. */
    public static String yaml(JsonNode value) {
        var settings =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setIndent(2)
                        .setWidth(120)
                        .build();
        return new Dump(settings).dumpToString(JSON.convertValue(value, Object.class));
    }
}
