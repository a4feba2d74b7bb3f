package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.DataDirectory;
import dev.obtaskd.store.IdKind;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.h2.DualHeaderFileSystem;
import dev.obtaskd.store.h2.StoreCreation;
import dev.obtaskd.store.h2.StorePreflight;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.text.LocalizedText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.zip.GZIPInputStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stores of earlier versions, opened as at the start of the daemon. See {@code
 * src/test/resources/stores/README.md}.
 */
class StoredVersionsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir Path parent;

    private Path directory;

    @BeforeEach
    void createDirectory() throws IOException {
        directory =
                Files.createDirectory(
                        parent.resolve("data"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        StoreFixture.createPrivate(directory.resolve("db"));
    }

    @ParameterizedTest
    @ValueSource(strings = "v3")
    void everyRowIsReadAndCanBeChanged(String version) throws Exception {
        unpack(version);
        try (var store = open()) {
            var rows = rows(version);
            for (var row : rows) {
                assertThat(count(store, row)).as(row.toString()).isEqualTo(1);
            }
            var reader = store.tasks;
            assertTasks(reader, rows);
            assertThat(reader.attempts(SubTaskId.local(20_001))).hasSize(2);
            assertThat(reader.holds()).hasSize(1);
            assertThat(reader.audit(null, 100, null).items())
                    .hasSameSizeAs(of(rows, "audit"))
                    .allSatisfy(entry -> assertThat(entry.actor()).isEqualTo("ann"));
            assertThat(
                            store.writer.<Boolean>write(
                                    tx -> tx.findIdempotencyRecord("ann", "key").isPresent()))
                    .isTrue();
            assertThat(
                            store.writer.<Boolean>write(
                                    tx -> tx.insertAcceptedRequest("0".repeat(64), SampleTasks.T0)))
                    .isFalse();
            assertThat(store.writer.<Integer>write(tx -> tx.unfinished().size())).isPositive();
            store.writer.write(
                    tx -> {
                        tx.insert(SampleTasks.task(30_000));
                        return tx.nextId();
                    });
            assertThat(reader.find(TaskId.local(30_000))).isPresent();
        }
    }

    /** Stores of packaged daemons, with what a daemon writes. */
    @ParameterizedTest
    @ValueSource(strings = {"v4", "v7", "v8"})
    void everyRowIsKept(String version) throws Exception {
        unpack(version);
        try (var store = open()) {
            for (var row : rows(version)) {
                assertThat(count(store, row)).as(row.toString()).isEqualTo(1);
            }
        }
    }

    private static void assertTasks(StoreReader reader, List<JsonNode> rows) {
        var tasks = of(rows, "task");
        assertThat(tasks)
                .extracting(row -> TaskState.valueOf(row.get("STATE").textValue()))
                .contains(
                        TaskState.PENDING,
                        TaskState.RUNNING,
                        TaskState.ROLLED_BACK,
                        TaskState.FAILED,
                        TaskState.ABANDONED);
        for (var row : tasks) {
            var task = reader.find(TaskId.local(row.get("ID").asLong())).orElseThrow();
            assertThat(task.state().name()).isEqualTo(row.get("STATE").textValue());
            assertThat(task.origin().name().en()).isEqualTo(row.get("NAME_EN").textValue());
            assertThat(task.version()).isEqualTo(row.get("VERSION").asLong());
            assertThat(task.subTasks())
                    .extracting(SubTask::id)
                    .allSatisfy(id -> assertThat(reader.kindOf(id)).contains(IdKind.SUB_TASK));
            task.subTasks().forEach(subTask -> assertWaiting(subTask, of(rows, "sub_task")));
        }
        assertThat(tasks.stream().mapToInt(row -> subTasks(reader, row)).sum())
                .isEqualTo(of(rows, "sub_task").size());
    }

    /** A text that was stored in one language is shown in both. */
    private static void assertWaiting(SubTask subTask, List<JsonNode> rows) {
        rows.stream()
                .filter(row -> row.get("ID").asLong() == subTask.id())
                .filter(row -> row.hasNonNull("WAITING_TEXT"))
                .map(row -> row.get("WAITING_TEXT").textValue())
                .forEach(
                        text ->
                                assertThat(Objects.requireNonNull(subTask.waiting()).text())
                                        .isEqualTo(new LocalizedText(text, text)));
    }

    private static int subTasks(StoreReader reader, JsonNode row) {
        return reader.find(TaskId.local(row.get("ID").asLong())).orElseThrow().subTasks().size();
    }

    private static List<JsonNode> of(List<JsonNode> rows, String table) {
        return rows.stream()
                .filter(row -> row.get("table").textValue().equals(table))
                .map(row -> row.get("columns"))
                .toList();
    }

    private List<JsonNode> rows(String version) throws IOException {
        try (var stream = resource(version + ".rows.jsonl");
                var rows = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(stream)) {
            return rows.readAll();
        }
    }

    private void unpack(String version) throws IOException {
        try (var file = new GZIPInputStream(resource(version + ".mv.db.gz"))) {
            Files.copy(file, directory.resolve("db/obtaskd.mv.db"));
        }
    }

    private static InputStream resource(String name) {
        return StoredVersionsTest.class.getResourceAsStream("/stores/" + name);
    }

    /** As at the start of the daemon: checked, migrated, opened. Documents are not parsed. */
    private StoreFixture open() throws IOException, SQLException {
        DualHeaderFileSystem.register();
        var flyway =
                Flyway.configure()
                        .dataSource("jdbc:h2:mem:none", DataDirectory.DATABASE_USER, "")
                        .locations("db/local")
                        .load();
        var data = StoreFixture.data(directory);
        data.prepare();
        new StorePreflight(data, flyway).take();
        new StoreCreation(data.database(), DualHeaderFileSystem.SCHEME + ":", flyway).ensure();
        return new StoreFixture(
                directory,
                (sha256, document) -> {
                    throw new IllegalStateException("there is no catalogue in this test");
                });
    }

    /** Number of rows with the values of this one. */
    private static int count(StoreFixture store, JsonNode row) throws SQLException {
        var conditions = new StringJoiner(" and ");
        var values = new ArrayList<String>();
        for (var column : row.get("columns").properties()) {
            if (column.getValue().isNull()) {
                conditions.add(column.getKey() + " is null");
            } else {
                conditions.add("cast(" + column.getKey() + " as varchar) = ?");
                values.add(column.getValue().textValue());
            }
        }
        var sql = "select count(*) from " + row.get("table").textValue() + " where " + conditions;
        try (var connection = store.pool.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }
}
