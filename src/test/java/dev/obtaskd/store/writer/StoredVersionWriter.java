package dev.obtaskd.store.writer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.IdempotencyRecord;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes a store for {@link StoredVersionsTest}; see {@code src/test/resources/stores/README.md}.
 */
class StoredVersionWriter {

    private static final Path TARGET = Path.of("src/test/resources/stores");
    private static final long SEED = 3;
    private static final List<String> TABLES =
            List.of(
                    "gate",
                    "document",
                    "task",
                    "sub_task",
                    "attempt",
                    "hold",
                    "claim_use",
                    "audit",
                    "idempotency",
                    "accepted_request",
                    "app_user",
                    "setting");

    @Test
    void writesAStore(@TempDir Path directory) throws IOException, SQLException {
        var version = System.getProperty("obtaskd.store.version");
        try (var store = new StoreFixture(directory)) {
            store.writer.write(StoredVersionWriter::fill);
            try (var connection = store.pool.getConnection()) {
                fillAccounts(connection);
                Files.write(TARGET.resolve(version + ".rows.jsonl"), rows(connection));
            }
        }
        var compressed = TARGET.resolve(version + ".mv.db.gz");
        try (var file = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(directory.resolve("db/obtaskd.mv.db"), file);
        }
    }

    private static Void fill(Transaction tx) {
        tx.nextId();
        for (var task : oneInEachState()) {
            tx.insert(task);
            tx.audit(entry(task));
        }
        insertWithTwoAttempts(tx);
        tx.insertHold(new Hold(SampleTasks.tenant("released"), TaskId.local(10), SampleTasks.T0));
        tx.deleteHold(TaskId.local(10));
        tx.insertHold(
                new Hold(
                        SampleTasks.tenant("held"),
                        TaskId.local(20),
                        SampleTasks.T0.plusSeconds(1)));
        tx.insertIdempotencyRecord(
                new IdempotencyRecord(
                        "ann",
                        "key",
                        "hash",
                        201,
                        "{\"id\":\"20\"}",
                        "/api/v2/tasks/20",
                        "\"1\"",
                        SampleTasks.T0));
        tx.insertAcceptedRequest("0".repeat(64), SampleTasks.T0.plusSeconds(60));
        return null;
    }

    private static Iterable<Task> oneInEachState() {
        var random = new Random(SEED);
        Map<TaskState, Task> tasks = new EnumMap<>(TaskState.class);
        for (long id = 10; id < 10_000; id += 10) {
            var task = SampleTasks.random(random, id);
            tasks.putIfAbsent(task.state(), task);
        }
        return tasks.values();
    }

    private static void insertWithTwoAttempts(Transaction tx) {
        var random = new Random(SEED);
        var before = SampleTasks.task(20_000);
        var once = attempting(before, random, 1);
        tx.insert(before);
        tx.update(before, once);
        tx.update(once, attempting(once, random, 2));
    }

    private static Task attempting(Task before, Random random, int no) {
        return SampleTasks.changed(
                before,
                List.of(
                        SampleTasks.changed(
                                before.subTasks().getFirst(),
                                SubTaskState.RUNNING,
                                SampleTasks.attempt(random, no)),
                        before.subTasks().getLast()));
    }

    private static AuditEntry entry(Task task) {
        return new AuditEntry(
                task.id().number() + 9,
                SampleTasks.T0,
                "ann",
                "ADMIN",
                TaskDefinition.Source.API,
                "10.0.0.9",
                "task.retry",
                task.id(),
                task.id().subTask(task.id().number() + 1),
                "because 因为",
                "FAILED",
                task.state().name(),
                AuditEntry.Result.ACCEPTED,
                null);
    }

    private static void fillAccounts(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("insert into app_user values ('ann', 'ADMIN', 'hash of ann', 1)");
            statement.execute("insert into setting values ('obshell.key', 'a key', 2)");
        }
    }

    private static List<String> rows(Connection connection) throws SQLException {
        var lines = new ArrayList<String>();
        for (var table : TABLES) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select * from " + table)) {
                while (rows.next()) {
                    lines.add(row(table, rows).toString());
                }
            }
        }
        return lines;
    }

    private static ObjectNode row(String table, ResultSet rows) throws SQLException {
        var line = JsonNodeFactory.instance.objectNode().put("table", table);
        var values = line.putObject("columns");
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            values.put(rows.getMetaData().getColumnName(i), rows.getString(i));
        }
        return line;
    }
}
