package dev.obtaskd.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.store.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCreationTest {

    private static final int CUTS = 12;

    private final Random random = new Random(20261129);

    @TempDir Path parent;

    @Test
    void forcesTheFileBeforeItIsRenamed() throws Exception {
        var database = place("a");
        make(database, PowerLossDisk.scheme());
        var file = StoreCreation.file(database);
        var recording = PowerLossDisk.recordingOf(file.resolveSibling("obtaskd-new.mv.db"));
        assertThat(recording.changes()).isPositive();
        assertThat(recording.keeping(none -> false)).isEqualTo(Files.readAllBytes(file));
        opens("a");
    }

    @Test
    void discardsAnIncompleteStoreOfAnEarlierStart() throws Exception {
        var first = place("first");
        make(first, PowerLossDisk.scheme());
        var recording = PowerLossDisk.recordingOf(first.resolveSibling("obtaskd-new.mv.db"));
        for (var cut = 0; cut < CUTS; cut++) {
            var name = "cut" + cut;
            var image = recording.after(random.nextInt(recording.changes() + 1));
            var left = cut % 3 == 0 ? Arrays.copyOf(image, 8_192) : image;
            Files.write(place(name).resolveSibling("obtaskd-new.mv.db"), left);
            opens(name);
        }
    }

    @Test
    void keepsAnExistingStore() throws Exception {
        var database = place("a");
        make(database, "obtaskd:");
        var before = Files.readAllBytes(StoreCreation.file(database));
        Files.write(database.resolveSibling("obtaskd-new.mv.db"), new byte[8_192]);
        make(database, "obtaskd:");
        assertThat(Files.readAllBytes(StoreCreation.file(database))).isEqualTo(before);
        assertThat(database.resolveSibling("obtaskd-new.mv.db")).doesNotExist();
    }

    /**
     * H2 changes tables one by one; a start that is killed in between would leave a table as a
     * copy, or missing.
     */
    @Test
    void migratesAnOlderStoreInACopy() throws Exception {
        var database = place("a");
        older(database);
        var before = Files.readAllBytes(StoreCreation.file(database));
        make(database, PowerLossDisk.scheme());
        var recording = PowerLossDisk.recordingOf(database.resolveSibling("obtaskd-new.mv.db"));
        assertThat(recording.changes()).isPositive();
        assertThat(gate(database)).isEqualTo(4711);
        for (var cut = 0; cut < CUTS; cut++) {
            var name = "cut" + cut;
            Files.write(StoreCreation.file(place(name)), before);
            Files.write(
                    place(name).resolveSibling("obtaskd-new.mv.db"),
                    recording.after(random.nextInt(recording.changes() + 1)));
            opens(name);
            assertThat(gate(place(name))).isEqualTo(4711);
        }
    }

    private static void older(Path database) throws Exception {
        DualHeaderFileSystem.register();
        var url = url(database);
        Flyway.configure()
                .dataSource(url, "obtaskd", "")
                .locations("db/local")
                .target("1")
                .load()
                .migrate();
        try (var connection = DriverManager.getConnection(url, "obtaskd", "");
                var statement = connection.createStatement()) {
            statement.executeUpdate("update gate set next_id = 4711");
        }
    }

    private static long gate(Path database) throws Exception {
        try (var connection = DriverManager.getConnection(url(database), "obtaskd", "");
                var rows = connection.createStatement().executeQuery("select next_id from gate")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String url(Path database) {
        return "jdbc:h2:obtaskd:" + database + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0";
    }

    /**
     * Starts the store as the daemon does; afterwards the directory contains nothing but the store
     * and the lock.
     */
    private void opens(String name) throws Exception {
        var directory = parent.resolve(name);
        var url =
                "jdbc:h2:obtaskd:"
                        + directory
                        + "/db/obtaskd;IFEXISTS=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0";
        new StorePreflight(new DataDirectory(directory.toString()), flyway(url)).take();
        make(directory.resolve("db/obtaskd"), "obtaskd:");
        assertThat(flyway(url).info().pending()).isEmpty();
        try (var files = Files.list(directory.resolve("db"))) {
            assertThat(files).containsExactly(directory.resolve("db/obtaskd.mv.db"));
        }
    }

    private Path place(String name) throws Exception {
        return Files.createDirectories(parent.resolve(name + "/db")).resolve("obtaskd");
    }

    private static void make(Path database, String scheme) throws Exception {
        DualHeaderFileSystem.register();
        new StoreCreation(database, scheme, flyway("jdbc:h2:mem:none")).ensure();
    }

    private static Flyway flyway(String url) {
        return Flyway.configure().dataSource(url, "obtaskd", "").locations("db/local").load();
    }
}
