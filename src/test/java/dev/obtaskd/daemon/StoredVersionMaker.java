package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes a {@link StoredVersion} with the packaged daemon of that version; see {@code
 * src/test/resources/stores/README.md}.
 */
class StoredVersionMaker {

    private static final Path TARGET = Path.of("src/test/resources/stores");

    private static final String OPERATION =
            """
            operation: stored.%s
            title: {en: Stored %1$s, zh: 已存 %1$s}
            description: {en: A step., zh: 步骤}
            %s
            steps:
              - {id: step, title: {en: Step, zh: 步骤}, run: {%s}}
            """;

    private static final String LOCAL = "scope: LOCAL\nmaintenance: {type: NONE}";

    @TempDir Path parent;

    private Path directory;

    private DaemonProcess daemon;

    @Test
    void makesStores() throws Exception {
        for (var version : System.getProperty("obtaskd.store.versions").split(",")) {
            var build = Path.of(System.getProperty("obtaskd.store.builds"), version);
            System.setProperty(
                    "obtaskd.jar", build.resolve("target/quarkus-app/quarkus-run.jar").toString());
            directory = Files.createDirectory(parent.resolve(version));
            makeStore(version);
        }
    }

    private void makeStore(String version) throws Exception {
        var data = StoredVersion.privateDirectory(directory.resolve("data"));
        StoredVersion.writePassword(data);
        daemon = new DaemonProcess(data, operations()).start("-Dobtaskd.max-running=2");
        fill();
        var token = accounts();
        daemon.kill();
        killPrograms();
        var store = data.resolve("db/obtaskd.mv.db");
        try (var out =
                new GZIPOutputStream(
                        Files.newOutputStream(TARGET.resolve(version + ".mv.db.gz")))) {
            Files.copy(store, out);
        }
        writeTasks(data.resolve("tasks"), TARGET.resolve(version + ".tasks.zip"));
        Files.writeString(
                TARGET.resolve(version + ".properties"),
                "port=%d\ntoken=%s\nexpires=%s\n"
                        .formatted(
                                daemon.port(),
                                token.path("secret").textValue(),
                                token.path("expiresAt").textValue()));
        Files.write(TARGET.resolve(version + ".rows.jsonl"), rows(store));
    }

    private Path operations() throws IOException {
        var operations = StoredVersion.privateDirectory(directory.resolve("operations"));
        operation(operations, "ok", LOCAL, "exec: {argv: [/bin/echo, " + StoredVersion.LINE + "]}");
        operation(
                operations,
                "fail",
                "scope: CLUSTER\nmaintenance: {type: TENANT, key: t}",
                "exec: {argv: [/bin/false]}");
        operation(operations, "sleep", LOCAL, "exec: {argv: [/bin/sleep, \"36017\"]}");
        operation(operations, "wait", LOCAL, "wait: {for: {file: {path: /nonexistent/file}}}");
        return operations;
    }

    private static void operation(Path directory, String name, String scope, String run)
            throws IOException {
        Files.writeString(directory.resolve(name + ".yaml"), OPERATION.formatted(name, scope, run));
    }

    /** A task in each of the states that a restart has to deal with. */
    private void fill() throws Exception {
        ends(submit("ok"), "SUCCEEDED");
        ends(submit("fail"), "FAILED");
        ends(abandon(submit("sleep")), "ABANDONED");
        ends(submit("sleep"), "RUNNING");
        ends(submit("sleep"), "RUNNING");
        submit("wait");
        submit("ok");
    }

    private String submit(String name) throws Exception {
        var answer = daemon.post("/api/v2/tasks", "{\"operation\": \"stored." + name + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body().path("id").textValue();
    }

    private String abandon(String id) throws Exception {
        ends(id, "RUNNING");
        assertThat(daemon.post("/api/v2/tasks/" + id + "/terminate", "").status()).isEqualTo(202);
        ends(id, "FAILED");
        assertThat(daemon.post("/api/v2/tasks/" + id + "/abandon", "").status()).isEqualTo(202);
        return id;
    }

    private void ends(String id, String state) {
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                daemon.get("/api/v2/tasks/" + id)
                                        .body()
                                        .path("state")
                                        .asText()
                                        .equals(state));
    }

    private JsonNode accounts() throws Exception {
        var user = JsonNodeFactory.instance.objectNode();
        user.put("name", StoredVersion.USER).put("role", "TASK_MANAGER");
        user.put("password", StoredVersion.USER_PASSWORD);
        assertThat(daemon.post("/api/v2/users", user.toString()).status()).isEqualTo(201);
        user.remove("role");
        assertThat(send("/api/v2/session", user.toString(), null).statusCode()).isEqualTo(201);
        var basic =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (StoredVersion.USER + ":" + StoredVersion.USER_PASSWORD)
                                                .getBytes(StandardCharsets.UTF_8));
        var token = send("/api/v2/tokens", "{\"name\": \"stored\", \"expiresInDays\": 365}", basic);
        assertThat(token.statusCode()).as(token.body()).isEqualTo(201);
        return new ObjectMapper().readTree(token.body());
    }

    private HttpResponse<String> send(String path, String body, String authorization)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** The programs of running tasks outlive the daemon. */
    private static void killPrograms() {
        ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().isPresent())
                .filter(process -> List.of(process.info().arguments().get()).contains("36017"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** Without the working directories of attempts, which name processes of this host. */
    private static void writeTasks(Path tasks, Path target) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(target));
                var files = Files.walk(tasks)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = tasks.relativize(file).toString();
                if (!name.contains("/run/")) {
                    zip.putNextEntry(new ZipEntry(name));
                    Files.copy(file, zip);
                }
            }
        }
    }

    private List<String> rows(Path store) throws IOException, SQLException {
        var copy = Files.copy(store, directory.resolve("copy.mv.db"));
        var url = "jdbc:h2:" + copy.toString().replace(".mv.db", "") + ";ACCESS_MODE_DATA=r";
        var lines = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(url, "obtaskd", "")) {
            for (var table : tables(connection)) {
                addRows(connection, table, lines);
            }
        }
        return lines;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select table_name from information_schema.tables where"
                                        + " table_schema = 'PUBLIC' and table_name <>"
                                        + " 'flyway_schema_history' order by 1")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static void addRows(Connection connection, String table, List<String> lines)
            throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from " + table)) {
            while (rows.next()) {
                var line = JsonNodeFactory.instance.objectNode().put("table", table);
                var values = line.putObject("columns");
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.put(rows.getMetaData().getColumnName(i), rows.getString(i));
                }
                lines.add(line.toString());
            }
        }
    }
}
