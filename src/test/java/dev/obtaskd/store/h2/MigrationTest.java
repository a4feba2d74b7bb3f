package dev.obtaskd.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.store.DataDirectory;
import dev.obtaskd.testing.TortureTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The next start repeats a migration that was killed; its partial results are discarded. */
@TortureTest
class MigrationTest {

    private static final int POINTS = Integer.getInteger("obtaskd.rounds", 20);

    @TempDir Path parent;

    @Test
    void completesAFirstStartThatWasKilledAtAnyPoint() throws Exception {
        var recorded = parent.resolve("recorded");
        Files.createDirectories(recorded.resolve("db"));
        new StoreCreation(
                        recorded.resolve("db/obtaskd"),
                        PowerLossDisk.scheme(),
                        flyway("jdbc:h2:mem:none"))
                .ensure();
        var recording = PowerLossDisk.recordingOf(recorded.resolve("db/obtaskd-new.mv.db"));
        var writes = recording.changes();
        var whole = recording.after(writes);
        var killed = new TreeMap<Integer, byte[]>();
        points(writes).forEach(point -> killed.put(point, recording.after(point)));
        var schema = migrated(whole, "whole");
        assertThat(schema).anyMatch(line -> line.contains("SUB_TASK"));
        for (var image : killed.entrySet()) {
            assertThat(migrated(image.getValue(), "killed" + image.getKey()))
                    .as("killed after %d of %d writes", image.getKey(), writes)
                    .isEqualTo(schema);
        }
    }

    /** Points throughout the migration, the last one just before its end. */
    private static List<Integer> points(int writes) {
        return IntStream.rangeClosed(1, Math.min(POINTS, writes - 1))
                .map(i -> i * (writes - 1) / Math.min(POINTS, writes - 1))
                .boxed()
                .toList();
    }

    /** The schema and the only row of a new store after a start with this file. */
    private List<String> migrated(byte[] file, String name) throws Exception {
        var directory = parent.resolve(name);
        Files.write(
                Files.createDirectories(directory.resolve("db")).resolve("obtaskd-new.mv.db"),
                file);
        var url = "jdbc:h2:obtaskd:" + directory + "/db/obtaskd;WRITE_DELAY=0";
        new StorePreflight(new DataDirectory(directory.toString()), flyway(url)).take();
        new StoreCreation(directory.resolve("db/obtaskd"), "obtaskd:", flyway(url)).ensure();
        try (var connection = DriverManager.getConnection(url, "obtaskd", "")) {
            var lines =
                    query(
                            connection,
                            "select table_name || '.' || column_name || ' ' || data_type ||"
                                + " is_nullable from information_schema.columns where table_schema"
                                + " = 'PUBLIC' order by 1");
            lines.addAll(
                    query(
                            connection,
                            "select table_name || '.' || index_name || ' ' || index_type_name from"
                                + " information_schema.indexes where table_schema = 'PUBLIC' and"
                                + " index_type_name <> 'PRIMARY KEY' and table_name <>"
                                + " 'flyway_schema_history' order by 1"));
            lines.addAll(
                    query(
                            connection,
                            "select table_name || ' ' || constraint_type from"
                                    + " information_schema.table_constraints where table_name <>"
                                    + " 'flyway_schema_history' order by 1"));
            lines.addAll(query(connection, "select id || ' ' || next_id from gate"));
            return lines;
        }
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
        var lines = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    private static Flyway flyway(String url) {
        return Flyway.configure().dataSource(url, "obtaskd", "").locations("db/local").load();
    }
}
