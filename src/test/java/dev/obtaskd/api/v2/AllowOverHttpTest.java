package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.api.v2.http.AllowFilter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LogDaemon.Profile.class)
class AllowOverHttpTest {

    @Inject LogDaemon site;
    @Inject AllowFilter allow;

    @Test
    void everyDocumentedPathAllowsExactlyItsMethods() throws IOException {
        operations()
                .forEach(
                        (path, methods) -> {
                            var real = path.replace("{id}", "21").replaceAll("\\{[a-zA-Z]+}", "x");
                            var allow =
                                    site.viewer()
                                            .options(real)
                                            .then()
                                            .statusCode(204)
                                            .extract()
                                            .header("Allow");
                            var expected = new TreeSet<>(methods.keySet());
                            expected.add("OPTIONS");
                            if (methods.containsKey("GET")) {
                                expected.add("HEAD");
                            }
                            assertThat(allow.split(", "))
                                    .as(path)
                                    .containsExactlyInAnyOrderElementsOf(expected);
                        });
    }

    @Test
    void everyRouteIsDocumented() throws IOException {
        var documented = operations().keySet();
        assertThat(
                        allow.paths()
                                .filter(path -> !path.startsWith("/api/v2/probe"))
                                .map(path -> path.replaceAll("\\{\\s*(\\w+)[^}]*}", "{$1}")))
                .hasSizeGreaterThan(20)
                .isSubsetOf(documented);
    }

    @Test
    void optionsOfAnUnknownPathHasNoAllowHeader() {
        for (var path :
                List.of(
                        "/api/v2/hosts",
                        "/api/v2/nothing",
                        "/api/v2/tasks/21/nothing",
                        "/nothing")) {
            assertThat(site.viewer().options(path).then().statusCode(404).extract().header("Allow"))
                    .as(path)
                    .isNull();
        }
    }

    @Test
    void documentsTheReadingPaths() throws IOException {
        assertThat(operations().keySet())
                .contains(
                        "/api/v2/operations",
                        "/api/v2/operations/{name}",
                        "/api/v2/subtasks/{id}/log",
                        "/api/v2/subtasks/{id}/log/raw",
                        "/api/v2/subtasks/{id}/log/text",
                        "/api/v2/tasks/{id}/logs.zip",
                        "/api/v2/tasks/{id}/files",
                        "/api/v2/tasks/{id}/files/{name}",
                        "/api/v2/tasks/{id}/audit",
                        "/api/v2/audit",
                        "/api/v2/locks");
    }

    @Test
    void everyOperationHasASummary() throws IOException {
        assertThat(document().get("openapi").textValue()).startsWith("3.1");
        operations()
                .forEach(
                        (path, methods) ->
                                methods.forEach(
                                        (method, operation) ->
                                                assertThat(operation.path("summary").asText())
                                                        .as(method + " " + path)
                                                        .isNotBlank()));
    }

    @Test
    void anUnsupportedMethodIsRefusedWithTheSupportedOnes() {
        site.viewer()
                .delete("/api/v2/locks")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS")
                .body("code", equalTo("method.unsupported"));
        site.viewer()
                .body("{}")
                .put("/api/v2/subtasks/21/log")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS");
        site.viewer()
                .get("/api/v2/tasks/batch")
                .then()
                .statusCode(405)
                .header("Allow", "POST, OPTIONS");
        site.viewer().post("/api/v2/tasks/21/files/a/b/c").then().statusCode(405);
    }

    @Test
    void optionsReturnsTheMethods() {
        site.viewer()
                .options("/api/v2/operations/any")
                .then()
                .statusCode(204)
                .header("Allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void pathsAreHiddenWithoutLogin() {
        RestAssured.given().options("/api/v2/locks").then().statusCode(401);
        RestAssured.given().delete("/api/v2/locks").then().statusCode(401);
        RestAssured.given().get("/api/v2/nothing").then().statusCode(401);
    }

    @Test
    void headAnswersLikeGetWithoutABody() {
        for (var path : List.of("/api/v2/operations", "/api/v2/locks", "/api/v2/audit")) {
            assertThat(site.viewer().head(path).then().statusCode(200).extract().asByteArray())
                    .isEmpty();
        }
    }

    /** Methods by path, without the resources of other tests. */
    private Map<String, Map<String, JsonNode>> operations() throws IOException {
        var found = new HashMap<String, Map<String, JsonNode>>();
        for (var path : document().get("paths").properties()) {
            if (path.getKey().startsWith("/api/v2/")
                    && !path.getKey().startsWith("/api/v2/probe")) {
                var methods = new HashMap<String, JsonNode>();
                path.getValue().properties().stream()
                        .filter(
                                member ->
                                        Set.of("get", "post", "put", "patch", "delete")
                                                .contains(member.getKey()))
                        .forEach(
                                member ->
                                        methods.put(
                                                member.getKey().toUpperCase(Locale.ROOT),
                                                member.getValue()));
                found.put(path.getKey(), methods);
            }
        }
        return found;
    }

    private JsonNode document() throws IOException {
        return new ObjectMapper().readTree(site.viewer().get("/q/openapi?format=json").asString());
    }
}
