package dev.obtaskd.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares every response that REST Assured receives from API v2 with the OpenAPI document: its
 * status is documented for the operation, and its body has the fields of the schema and no others.
 */
final class DocumentedResponses implements Filter {

    private static final String PREFIX = "/api/v2";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /**
     * @param document the OpenAPI document; becomes strict
     */
    DocumentedResponses(JsonNode document) {
        this.document = document;
        document.at("/components/schemas").forEach(DocumentedResponses::refuseOtherFields);
    }

    private static void refuseOtherFields(JsonNode schema) {
        if (schema.has("required") && schema.has("properties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification expected,
            FilterContext context) {
        var response = context.next(request, expected);
        var path = URI.create(request.getURI()).getRawPath();
        if (path.startsWith(PREFIX + "/") && !path.startsWith(PREFIX + "/probe")) {
            check(request.getMethod().toLowerCase(Locale.ROOT), path, response);
        }
        return response;
    }

    private void check(String method, String path, Response response) {
        var name = method + " " + path + " -> " + response.statusCode();
        var pointer = pointer(path).map(template -> template + "/" + method);
        if (pointer.isEmpty() || document.at(pointer.get()).isMissingNode()) {
            if (response.statusCode() >= 400 && !method.equals("head")) {
                valid(name, "/components/schemas/Problem", response);
            }
            return;
        }
        var responses = document.at(pointer.get() + "/responses");
        var status = String.valueOf(response.statusCode());
        assertThat(responses.has(status)).as("%s is documented", name).isTrue();
        var documented = responses.path(status);
        var at = pointer.get() + "/responses/" + status;
        if (documented.has("$ref")) {
            at = documented.path("$ref").asText().substring(1);
        }
        checkBody(name, at, response);
    }

    private void checkBody(String name, String at, Response response) {
        var content = document.at(at + "/content");
        if (content.isMissingNode() || content.isEmpty()) {
            assertThat(response.asByteArray()).as("body of %s", name).isEmpty();
            return;
        }
        var sent = response.contentType().replace(" ", "");
        // The document names the character set of texts.
        var type = content.has(sent) ? sent : sent.replaceFirst(";.*", "");
        assertThat(content.has(type))
                .as("content type %s of %s is documented: %s", type, name, content)
                .isTrue();
        if (type.endsWith("json")) {
            valid(name, at + "/content/" + type.replace("/", "~1") + "/schema", response);
        }
    }

    private void valid(String name, String pointer, Response response) {
        try {
            var errors =
                    schemas.computeIfAbsent(pointer, this::schema)
                            .validate(JSON.readTree(response.asByteArray()));
            assertThat(errors).as("%s: %s", name, response.asString()).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private Schema schema(String pointer) {
        var root = ((ObjectNode) document).deepCopy();
        root.put("$ref", "#" + pointer);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
    }

    /** The JSON pointer of the path item; a path without parameters is preferred. */
    private Optional<String> pointer(String path) {
        return document.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(template -> path.matches(template.replaceAll("\\{[^}]*}", "[^/]+")))
                .min(Comparator.comparingInt(template -> template.split("\\{").length))
                .map(template -> "/paths/" + template.replace("~", "~0").replace("/", "~1"));
    }
}
