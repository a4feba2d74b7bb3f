package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The committed OpenAPI document, from which the types of the page are generated. With {@code
 * -Dopenapi.write=true} the test writes it; {@code make openapi} does that.
 */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class OpenApiFileTest extends TaskHttp {

    /** Sorted, so that a diff shows changes of the API only. */
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private static final Path FILE = Path.of("src/main/webui/openapi.json");

    @Test
    void isTheDocumentThatTheDaemonServes() throws IOException {
        var served = served();
        if (Boolean.getBoolean("openapi.write")) {
            var sorted = JSON.treeToValue(served, Map.class);
            Files.writeString(FILE, JSON.writeValueAsString(sorted) + "\n");
        }
        assertThat(JSON.readTree(FILE.toFile()))
                .as("%s differs from the API: run make openapi and commit the file", FILE)
                .isEqualTo(served);
    }

    /** Without the resources of other tests. */
    private static JsonNode served() throws IOException {
        var document =
                JSON.readTree(TaskScript.viewer().get("/q/openapi?format=json").asByteArray());
        ((ObjectNode) document.path("paths"))
                .properties()
                .removeIf(path -> path.getKey().startsWith("/api/v2/probe"));
        return document;
    }
}
