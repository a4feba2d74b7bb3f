package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LogDaemon.Profile.class)
class OperationsOverHttpTest {

    private static final String[] KEYS = {
        "name",
        "title",
        "description",
        "scope",
        "maintenance",
        "releaseOnFailure",
        "target",
        "params",
        "steps",
        "rollback",
        "source",
        "hidden",
        "disabled"
    };

    @Inject LogDaemon site;

    @Test
    void anEntryHasExactlyItsKeys() {
        var entry =
                site.viewer()
                        .get("/api/v2/operations/test.talks")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertThat(entry.<Map<String, Object>>get(""))
                .containsOnlyKeys(KEYS)
                .containsEntry("scope", "LOCAL")
                .containsEntry("source", "SITE")
                .containsEntry("rollback", "PARTIAL");
        assertThat(entry.<Map<String, Object>>get("maintenance")).containsOnlyKeys("type", "key");
        assertThat(entry.<Map<String, Object>>get("target")).containsOnlyKeys("type", "name");
        assertThat(entry.getString("title.zh")).isEqualTo("说话");
        assertThat(entry.getString("params.properties.name.type")).isEqualTo("string");
        assertThat(entry.<Map<String, Object>>get("steps[1]"))
                .containsOnlyKeys(
                        "id",
                        "title",
                        "kind",
                        "stage",
                        "needs",
                        "hosts",
                        "rollback",
                        "allow",
                        "timeoutMs",
                        "state")
                .containsEntry("kind", "exec")
                .containsEntry("stage", 2)
                .containsEntry("needs", List.of("say"))
                .containsEntry("hosts", List.of())
                .containsEntry("timeoutMs", 3_600_000)
                .containsEntry("state", null);
    }

    @Test
    void showsWhetherAnOperationCanBeRolledBack() {
        assertThat(rollback("test.locks")).isEqualTo("FULL");
        assertThat(rollback("test.talks")).isEqualTo("PARTIAL");
        assertThat(rollback("test.quiet")).isEqualTo("NONE");
    }

    @Test
    void hidesHiddenOperationsByDefault() {
        assertThat(names(""))
                .contains("host.inspect", "test.talks")
                .doesNotContain("test.quiet")
                .isSorted();
        assertThat(names("?hidden=true")).contains("test.quiet");
    }

    @Test
    void showsWhyAnOperationIsDisabled() {
        var entry =
                site.viewer()
                        .get("/api/v2/operations/test.broken")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertThat(entry.<Map<String, Object>>get(""))
                .containsOnlyKeys(KEYS)
                .containsEntry("title", null);
        assertThat(entry.<Map<String, Object>>get("disabled"))
                .containsOnlyKeys("file", "line", "message");
        assertThat(entry.getString("disabled.file")).endsWith("broken.yaml");
    }

    @Test
    void refusesUnknownNames() {
        site.viewer()
                .get("/api/v2/operations/nothing")
                .then()
                .statusCode(404)
                .body("code", equalTo("operation.unknown"));
    }

    private String rollback(String name) {
        return site.viewer().get("/api/v2/operations/" + name).jsonPath().getString("rollback");
    }

    private List<String> names(String query) {
        return site.viewer()
                .get("/api/v2/operations" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.name");
    }
}
