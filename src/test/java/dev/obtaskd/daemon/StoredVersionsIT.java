package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.store.h2.DualHeaderFileSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged daemon on data directories of other versions. */
class StoredVersionsIT {

    private static final String FOREVER = "36500d";

    @TempDir Path directory;

    private DaemonProcess daemon;

    @AfterEach
    void stop() throws InterruptedException {
        daemon.kill();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v4", "v7", "v8"})
    void aDaemonContinuesWithTheDataOfAnEarlierVersion(String name) throws Exception {
        var version = new StoredVersion(name);
        var data = StoredVersion.privateDirectory(directory.resolve("data"));
        version.unpack(data);
        var boot = Files.writeString(directory.resolve("boot"), "another-boot\n");
        daemon =
                new DaemonProcess(
                                data,
                                StoredVersion.privateDirectory(directory.resolve("operations")))
                        .start(
                                "-Dobtaskd.agent.port=" + version.port(),
                                "-Dobtaskd.boot.id-file=" + boot,
                                // The test passes also when the stores are old.
                                "-Dobtaskd.retention.tasks=" + FOREVER,
                                "-Dobtaskd.retention.logs=" + FOREVER,
                                "-Dobtaskd.retention.audit=" + FOREVER);
        tasksAreShownAndContinue();
        logsAreShown();
        auditIsShown();
        loginsWork(version);
    }

    private void tasksAreShownAndContinue() throws Exception {
        assertThat(states("stored.fail")).containsExactly("FAILED");
        assertThat(tasks("stored.fail").getFirst().path("claimHeld").asBoolean()).isTrue();
        assertThat(tasks("stored.wait").getFirst().at("/waiting/for").textValue())
                .isEqualTo("CONDITION");
        // The programs that ran have gone with the other boot.
        await().untilAsserted(
                        () ->
                                assertThat(states("stored.sleep"))
                                        .containsExactlyInAnyOrder(
                                                "FAILED", "FAILED", "ABANDONED"));
        // The one that waited for a worker runs now.
        await().untilAsserted(
                        () ->
                                assertThat(states("stored.ok"))
                                        .containsExactly("SUCCEEDED", "SUCCEEDED"));
    }

    private void logsAreShown() throws Exception {
        for (var task : tasks("stored.ok")) {
            var detail = daemon.get("/api/v2/tasks/" + task.path("id").textValue()).body();
            assertThat(detail.at("/steps/0/id").textValue()).isEqualTo("step");
            var id = detail.at("/subTasks/0/id").textValue();
            assertThat(daemon.get("/api/v2/subtasks/" + id + "/log").text())
                    .contains(StoredVersion.LINE);
        }
    }

    private void auditIsShown() throws Exception {
        assertThat(daemon.get("/api/v2/audit?action=submit&limit=100").body().path("items"))
                .hasSize(7);
        var abandoned = daemon.get("/api/v2/audit?action=abandon").body().path("items");
        assertThat(abandoned).hasSize(1);
        assertThat(abandoned.at("/0/objectType").textValue()).isEqualTo("TASK");
    }

    private void loginsWork(StoredVersion version) throws IOException, InterruptedException {
        assertThat(login(StoredVersion.USER_PASSWORD)).isEqualTo(201);
        assertThat(login("wrong password")).isEqualTo(401);
        var me =
                send(
                        HttpRequest.newBuilder(uri("/api/v2/me"))
                                .header("Authorization", "Bearer " + version.token()));
        // Tokens are valid for a year at most.
        assertThat(me.statusCode()).isEqualTo(version.tokenExpired() ? 401 : 200);
    }

    private int login(String password) throws IOException, InterruptedException {
        var body =
                "{\"name\": \"%s\", \"password\": \"%s\"}".formatted(StoredVersion.USER, password);
        return send(HttpRequest.newBuilder(uri("/api/v2/session"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + daemon.port() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private List<String> states(String operation) throws Exception {
        return tasks(operation).stream().map(task -> task.path("state").textValue()).toList();
    }

    private List<JsonNode> tasks(String operation) throws Exception {
        return daemon.all("/api/v2/tasks").stream()
                .filter(task -> task.path("operation").textValue().equals(operation))
                .toList();
    }

    @Test
    void aStoreOfANewerVersionIsRefusedAndNotChanged() throws Exception {
        var data = directory.resolve("data");
        daemon = new DaemonProcess(data, directory).start();
        daemon.stop();
        var store = data.resolve("db/obtaskd.mv.db");
        raiseSchema(store);
        var before = Files.readAllBytes(store);
        var refused = daemon.launch();
        assertThat(refused.waitFor()).isEqualTo(1);
        assertThat(Files.readAllBytes(store)).isEqualTo(before);
        var output = Files.readString(daemon.output());
        assertThat(output)
                .contains("was written by a newer obtaskd")
                .contains("schema version 999")
                .contains("supports up to 8")
                .contains("Install the newer obtaskd again, or restore a backup")
                .doesNotContain("\tat ");
    }

    /** As a newer version leaves it. */
    private static void raiseSchema(Path store) throws SQLException {
        DualHeaderFileSystem.register();
        var url = "jdbc:h2:obtaskd:" + store.toString().replace(".mv.db", "") + ";IFEXISTS=TRUE";
        try (var connection = DriverManager.getConnection(url, "obtaskd", "");
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "insert into \"flyway_schema_history\" select max(\"installed_rank\") + 1,"
                            + " '999', 'future', 'SQL', 'V999__future.sql', 0, 'obtaskd',"
                            + " current_timestamp, 1, true from \"flyway_schema_history\"");
        }
    }
}
