package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What {@code /q/openapi} says is what there is. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class DescriptionTest extends TaskHttp {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    @Test
    void everyOperationSaysWhatItDoesAndWhatItTakes() throws IOException {
        var seen = new ArrayList<String>();
        operations((name, operation) -> {
            seen.add(name);
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            if (name.startsWith("post")) {
                var schema = resolved(operation.path("requestBody")).at("/content/application~1json/schema");
                assertThat(schema.has("$ref")).as("%s has a body: %s", name, schema).isTrue();
            }
            for (var parameter : operation.path("parameters")) {
                assertThat(resolved(parameter).path("name").asText()).as(name).isNotBlank();
            }
        });
        assertThat(seen).contains("get /api/v2/tasks", "post /api/v2/subtasks/{id}/skip").hasSizeGreaterThan(20);
    }

    @Test
    void everyListIsDescribedWithItsParameters() throws IOException {
        assertThat(parameters("/api/v2/tasks", "get")).containsExactlyInAnyOrderElementsOf(TaskQuery.ALL);
        for (var list : List.of("/api/v2/audit", "/api/v2/tasks/{id}/audit", "/api/v2/locks", "/api/v2/tasks/{id}/files")) {
            assertThat(parameters(list, "get")).as(list).contains("limit", "cursor");
        }
        assertThat(parameters("/api/v2/operations", "get")).contains("limit", "cursor", "hidden");
    }

    @Test
    void everyOperationOnATaskOrSubTaskIsDescribedWithItsParametersAndAnswers() throws IOException {
        for (var path : List.of("tasks/{id}/retry", "tasks/{id}/rollback", "tasks/{id}/abandon", "tasks/{id}/terminate",
                "subtasks/{id}/retry", "subtasks/{id}/skip", "subtasks/{id}/terminate")) {
            assertThat(parameters("/api/v2/" + path, "post")).as(path).contains("dryRun", "Idempotency-Key", "If-Match");
            var answers = described().path("paths").path("/api/v2/" + path).path("post").path("responses");
            for (var status : List.of("200", "202", "409")) {
                assertThat(answers.has(status)).as("%s %s", path, status).isTrue();
            }
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        var described = described();
        described.findValuesAsText("$ref").forEach(ref ->
                assertThat(described.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
    }

    private static Set<String> parameters(String path, String method) throws IOException {
        var names = new HashSet<String>();
        for (var parameter : described().path("paths").path(path).path(method).path("parameters")) {
            names.add(resolved(parameter).path("name").asText());
        }
        return names;
    }

    private static JsonNode resolved(JsonNode node) {
        try {
            return node.has("$ref") ? described().at(node.get("$ref").asText().substring(1)) : node;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void operations(BiConsumer<String, JsonNode> each) throws IOException {
        described().path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/api/v2") && !path.getKey().equals("/api/v2/probe"))
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> each.accept(method.getKey() + " " + path.getKey(), method.getValue())));
    }

    private static JsonNode described() throws IOException {
        return new ObjectMapper().readTree(TaskPlay.viewer().get("/q/openapi?format=json").asByteArray());
    }
}
