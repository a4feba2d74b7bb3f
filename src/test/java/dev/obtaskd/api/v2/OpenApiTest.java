package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The OpenAPI document matches the resources. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class OpenApiTest extends TaskHttp {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Test
    void everyOperationDocumentsItsSummaryBodyAndParameters() throws IOException {
        var seen = new ArrayList<String>();
        operations(
                (name, operation) -> {
                    seen.add(name);
                    assertThat(operation.path("summary").asText()).as(name).isNotBlank();
                    if (name.matches("(post|put|patch) .*")) {
                        var schema =
                                resolved(operation.path("requestBody"))
                                        .at("/content/application~1json/schema");
                        assertThat(schema.has("$ref"))
                                .as("%s has a body: %s", name, schema)
                                .isTrue();
                    }
                    for (var parameter : operation.path("parameters")) {
                        assertThat(resolved(parameter).path("name").asText()).as(name).isNotBlank();
                    }
                });
        assertThat(seen)
                .contains("get /api/v2/tasks", "post /api/v2/subtasks/{id}/skip")
                .hasSizeGreaterThan(20);
    }

    @Test
    void everyListDocumentsItsParameters() throws IOException {
        for (var list :
                List.of(
                        "/api/v2/tasks",
                        "/api/v2/audit",
                        "/api/v2/tasks/{id}/audit",
                        "/api/v2/locks",
                        "/api/v2/attention",
                        "/api/v2/tasks/{id}/files")) {
            assertThat(parameters(list, "get")).as(list).contains("limit", "cursor");
        }
        assertThat(parameters("/api/v2/operations", "get")).contains("limit", "cursor", "hidden");
    }

    @Test
    void everyTaskOperationDocumentsItsParametersAndResponses() throws IOException {
        for (var path :
                List.of(
                        "tasks/{id}/retry",
                        "tasks/{id}/rollback",
                        "tasks/{id}/abandon",
                        "tasks/{id}/terminate",
                        "subtasks/{id}/retry",
                        "subtasks/{id}/skip",
                        "subtasks/{id}/terminate")) {
            assertThat(parameters("/api/v2/" + path, "post"))
                    .as(path)
                    .contains("dryRun", "Idempotency-Key", "If-Match");
            var answers =
                    described()
                            .path("paths")
                            .path("/api/v2/" + path)
                            .path("post")
                            .path("responses");
            for (var status : List.of("200", "202", "409")) {
                assertThat(answers.has(status)).as("%s %s", path, status).isTrue();
            }
        }
    }

    @Test
    void everyOperationHasAnIdATagAndABodyForEveryStatus() throws IOException {
        var ids = new ArrayList<String>();
        operations(
                (name, operation) -> {
                    ids.add(operation.path("operationId").asText());
                    assertThat(operation.path("tags")).as(name).hasSize(1);
                    var answers = operation.path("responses");
                    assertThat(answers.properties())
                            .as(name)
                            .anyMatch(answer -> answer.getKey().startsWith("2"));
                    answers.properties()
                            .forEach(
                                    answer -> {
                                        var type =
                                                answer.getKey().startsWith("2")
                                                        ? ""
                                                        : "application/problem+json";
                                        var content =
                                                answer.getValue().path("content").properties();
                                        assertThat(content.isEmpty())
                                                .as("%s %s has no body", name, answer.getKey())
                                                .isEqualTo(answer.getKey().equals("204"));
                                        assertThat(content)
                                                .as("%s %s", name, answer.getKey())
                                                .allMatch(
                                                        each ->
                                                                each.getKey().startsWith(type)
                                                                        && each.getValue()
                                                                                .has("schema"));
                                    });
                    assertThat(answers.at("/401/headers").has("WWW-Authenticate"))
                            .as(name)
                            .isTrue();
                    assertThat(answers.at("/503/headers").has("Retry-After")).as(name).isTrue();
                    assertThat(answers.has("415")).as(name).isEqualTo(!name.startsWith("get"));
                    assertThat(answers.has("404"))
                            .as(name)
                            .matches(has -> has || !name.contains("{"));
                });
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][A-Za-z]+"));
    }

    @Test
    void fieldsAreMarkedAsRequiredAndNullable() throws IOException {
        var task = described().at("/components/schemas/TaskView");
        assertThat(texts(task.path("required")))
                .containsExactlyElementsOf(
                        task.path("properties")
                                .propertyStream()
                                .map(property -> property.getKey())
                                .toList());
        assertThat(texts(task.at("/properties/reason/type"))).containsExactly("string", "null");
        assertThat(task.at("/properties/target/anyOf/1/type").asText()).isEqualTo("null");
        assertThat(task.at("/properties/id/type").asText()).isEqualTo("string");
        assertThat(texts(described().at("/components/schemas/Problem/required")))
                .doesNotContain("errors", "holder", "current");
        assertThat(texts(described().at("/components/schemas/TaskRequest/required")))
                .containsExactly("operation");
        assertThat(
                        described()
                                .at("/components/schemas/JsonObject/additionalProperties")
                                .asBoolean())
                .isTrue();
        assertThat(
                        described()
                                .at(
                                        "/components/schemas/TaskRequest/properties/params/anyOf/0/$ref")
                                .asText())
                .endsWith("/JsonObject");
        var password = described().at("/components/schemas/UserChangeRequest/properties/password");
        assertThat(texts(password.path("type"))).containsExactly("string", "null");
    }

    @Test
    void repeatableParametersAreArrays() throws IOException {
        for (var parameter : described().at("/paths/~1api~1v2~1tasks/get/parameters")) {
            var repeatable = parameter.path("description").asText().startsWith("Repeatable");
            assertThat(parameter.at("/schema/type").asText().equals("array"))
                    .as(parameter.path("name").asText())
                    .isEqualTo(repeatable);
        }
    }

    /** {@code DocumentedResponses} compares them; here the ones that no other test asks for. */
    @Test
    void everyResponseIsComparedWithTheDocument() {
        assertThat(RestAssured.filters())
                .extracting(filter -> filter.getClass().getSimpleName())
                .contains("DocumentedResponses");
        var task = TaskScript.failed("play.tenant");
        assertThat(
                        TaskScript.viewer()
                                .get(TaskScript.TASKS + "/" + task.id() + "/files")
                                .statusCode())
                .isEqualTo(200);
        assertThat(TaskScript.viewer().get("/api/v2/operations?hidden=true").statusCode())
                .isEqualTo(200);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    @Test
    void everyReferenceResolves() throws IOException {
        var described = described();
        described
                .findValuesAsText("$ref")
                .forEach(
                        ref ->
                                assertThat(described.at(ref.substring(1)).isMissingNode())
                                        .as(ref)
                                        .isFalse());
    }

    private static Set<String> parameters(String path, String method) throws IOException {
        var names = new HashSet<String>();
        for (var parameter : described().path("paths").path(path).path(method).path("parameters")) {
            names.add(resolved(parameter).path("name").asText());
        }
        return names;
    }

    static JsonNode resolved(JsonNode node) {
        try {
            return node.has("$ref") ? described().at(node.get("$ref").asText().substring(1)) : node;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void operations(BiConsumer<String, JsonNode> each) throws IOException {
        described().path("paths").properties().stream()
                .filter(
                        path ->
                                path.getKey().startsWith("/api/v2")
                                        && !path.getKey().startsWith("/api/v2/probe"))
                .forEach(
                        path ->
                                path.getValue().properties().stream()
                                        .filter(method -> METHODS.contains(method.getKey()))
                                        .forEach(
                                                method ->
                                                        each.accept(
                                                                method.getKey()
                                                                        + " "
                                                                        + path.getKey(),
                                                                method.getValue())));
    }

    private static JsonNode described() throws IOException {
        return new ObjectMapper()
                .readTree(TaskScript.viewer().get("/q/openapi?format=json").asByteArray());
    }
}
