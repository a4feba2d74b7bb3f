package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.wire.BatchFilter;
import dev.obtaskd.api.v2.wire.FieldError;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every operation accepts exactly the query parameters and values of the OpenAPI document. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class QueryOverHttpTest extends AccountHttp {

    private static final Set<String> REFUSALS = Set.of("filter.invalid", "limit.invalid");

    /** What must be sent with parameters that are not valid alone. */
    private static final Map<String, String> REQUIRED =
            Map.of("context", "&grep=a", "direction", "&find=error");

    @Test
    void everyOperationRefusesUnknownParametersAndNamesTheDocumentedOnes() throws IOException {
        var checked = new ArrayList<String>();
        OpenApiTest.operations(
                (operation, described) -> {
                    var names = parameters(described).keySet();
                    var answer = send(operation, "no-such=1");
                    assertProblem(answer, 400, "request.unknown-parameter");
                    assertThat(answer.jsonPath().getString("detail"))
                            .as(operation)
                            .isEqualTo(
                                    "Unknown query parameter 'no-such'. "
                                            + (names.isEmpty()
                                                    ? "No parameter is supported here."
                                                    : "Supported: %s."
                                                            .formatted(String.join(", ", names))));
                    checked.add(operation);
                });
        assertThat(checked).hasSizeGreaterThan(20);
    }

    @Test
    void everyParameterAcceptsExactlyTheDocumentedValues() throws IOException {
        var checked = new HashSet<String>();
        OpenApiTest.operations(
                (operation, described) ->
                        parameters(described)
                                .forEach(
                                        (name, schema) -> {
                                            checkRefused(operation, name, schema);
                                            if (!streams(described)) {
                                                checkAccepted(operation, name, schema);
                                            }
                                            checked.add(name);
                                        }));
        assertThat(checked)
                .contains(
                        "state", "sort", "limit", "hidden", "from", "tail", "dryRun", "regex",
                        "context", "to");
    }

    /** A field that is not a parameter would be refused with the name of a parameter. */
    @Test
    void theFilterOfABatchHasTheNamesOfTheListsParameters() throws IOException {
        OpenApiTest.operations(
                (operation, described) -> {
                    if (operation.equals("get /api/v2/tasks")) {
                        assertThat(parameters(described).keySet())
                                .containsAll(
                                        Stream.of(BatchFilter.class.getRecordComponents())
                                                .map(RecordComponent::getName)
                                                .toList());
                    }
                });
    }

    private static void checkRefused(String operation, String name, JsonNode schema) {
        for (var value : refusedValues(schema)) {
            var answer = send(operation, name + "=" + value);
            assertThat(answer.jsonPath().getString("code"))
                    .as("%s?%s=%s", operation, name, value)
                    .isIn(REFUSALS);
            assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo(name);
            assertThat(answer.jsonPath().getString("errors[0].value"))
                    .isEqualTo(FieldError.truncated(value));
        }
        var twice = send(operation, name + "=1&" + name + "=2");
        if (schema.path("type").asText().equals("array")) {
            assertThat(twice.asString()).doesNotContain("only once");
        } else {
            assertThat(twice.jsonPath().getString("detail")).contains(name, "only once");
        }
    }

    private static void checkAccepted(String operation, String name, JsonNode schema) {
        for (var value : acceptedValues(schema)) {
            var query = name + "=" + value + REQUIRED.getOrDefault(name, "");
            assertThat(send(operation, query).asString())
                    .as("%s?%s", operation, query)
                    .doesNotContain(REFUSALS)
                    .doesNotContain("request.unknown-parameter");
        }
    }

    /** The response to an accepted request for a stream has no end. */
    private static boolean streams(JsonNode operation) {
        return operation.at("/responses/200/content").properties().stream()
                .anyMatch(content -> content.getKey().startsWith("text/event-stream"));
    }

    private static List<String> refusedValues(JsonNode schema) {
        var values = new ArrayList<String>();
        switch (schema.path("type").asText()) {
            case "integer" -> {
                values.addAll(List.of("", "x", "1.5"));
                values.add(Long.toString(schema.path("minimum").asLong() - 1));
                if (schema.has("maximum")) {
                    values.add(Long.toString(schema.path("maximum").asLong() + 1));
                }
            }
            case "boolean" -> values.addAll(List.of("", "1", "TRUE"));
            case "array" -> values.addAll(refusedValues(schema.path("items")));
            default -> {
                if (schema.has("enum") || schema.has("format")) {
                    values.addAll(List.of("", "no-such"));
                }
                if (schema.has("maxLength")) {
                    values.add("a".repeat(schema.path("maxLength").asInt() + 1));
                }
            }
        }
        return values;
    }

    private static List<String> acceptedValues(JsonNode schema) {
        var values = new ArrayList<String>();
        schema.path("enum").forEach(value -> values.add(value.asText()));
        for (var bound : List.of("minimum", "maximum", "default")) {
            if (schema.has(bound)) {
                values.add(schema.get(bound).asText());
            }
        }
        switch (schema.path("type").asText()) {
            case "boolean" -> values.addAll(List.of("true", "false"));
            case "array" -> values.addAll(acceptedValues(schema.path("items")));
            default -> {
                if (schema.path("format").asText().equals("date-time")) {
                    values.add("2026-01-31T08:00:00Z");
                }
            }
        }
        return values;
    }

    /** The schemas of the query parameters of an operation, by their sorted names. */
    private static TreeMap<String, JsonNode> parameters(JsonNode operation) {
        var schemas = new TreeMap<String, JsonNode>();
        for (var each : operation.path("parameters")) {
            var parameter = OpenApiTest.resolved(each);
            if (parameter.path("in").asText().equals("query")) {
                schemas.put(parameter.path("name").asText(), parameter.path("schema"));
            }
        }
        return schemas;
    }

    /** The query is checked before the path's ids and the body. */
    private static Response send(String operation, String query) {
        var method = operation.split(" ")[0];
        var path = operation.split(" ")[1].replaceAll("[{][^}]+[}]", "x") + "?" + query;
        return method.equals("get") ? admin().get(path) : admin().body("{}").request(method, path);
    }
}
