package dev.obtaskd.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.TortureReport;
import dev.obtaskd.testing.TortureTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs a small database repeatedly, each run ended by a power cut and starting with what the
 * previous one left. Whatever unforced data a cut loses, the database is complete, in a committed
 * version, and not older than the last forced one.
 */
@TortureTest
class DualHeaderFileSystemTest {

    private static final int LIVES = 15 * Integer.getInteger("obtaskd.rounds", 20);
    private static final int ROWS = 40;

    private final Random random = new Random();

    /**
     * The content of the table after each commit since the last forced one; any of them may be
     * found.
     */
    private final List<Map<Integer, String>> possible = new ArrayList<>();

    private long seed;

    @TempDir Path parent;

    @Test
    void opensACompleteVersionNotOlderThanTheLastForcedOne() throws Exception {
        assertThat(firstError("with", PowerLossDisk::database)).as("seed %d", seed).isEmpty();
        System.out.println("power cuts of a database: " + TortureReport.of(seed, LIVES, 0).add());
    }

    /** Shows that the test detects the failure: H2 alone opens older and torn versions. */
    @Test
    void withoutDualHeadersH2OpensOldOrTornVersions() throws Exception {
        assertThat(firstError("without", PowerLossDisk::plain)).as("seed %d", seed).isNotEmpty();
    }

    @Test
    void h2AloneReadsTheFileAndItsChangesAreRead() throws Exception {
        var file = parent.resolve("t").toString();
        for (var scheme : List.of("obtaskd:", "", "obtaskd:", "", "obtaskd:")) {
            try (var connection = open(scheme + file)) {
                var there = read(connection);
                assertThat(possible.isEmpty() ? there : possible.getLast()).isEqualTo(there);
                possible.add(there);
                for (int i = 0; i < ROWS; i++) {
                    commit(connection);
                }
            }
        }
    }

    /**
     * The error of the first run that fails.
     *
     * @param name name of the trial
     * @param database URL of the database in a directory
     */
    private Optional<String> firstError(String name, Function<Path, String> database)
            throws IOException {
        seed = Long.getLong("obtaskd.seed", System.nanoTime());
        System.out.println(
                "power cuts of a database, seed "
                        + seed
                        + " (repeat with -Dobtaskd.seed="
                        + seed
                        + ")");
        random.setSeed(seed);
        possible.add(Map.of());
        for (int run = 0; run < LIVES; run++) {
            var directory = parent.resolve(name + run);
            try {
                var image = run(database.apply(directory), directory);
                var next = Files.createDirectories(parent.resolve(name + (run + 1)).resolve("db"));
                Files.write(next.resolve("obtaskd.mv.db"), image);
            } catch (SQLException | AssertionError e) {
                return Optional.of("run " + run + ": " + e);
            } finally {
                PowerLossDisk.forget(directory);
            }
        }
        return Optional.empty();
    }

    private byte[] run(String database, Path directory) throws SQLException {
        try (var connection = open(database)) {
            found(read(connection));
            var last = new DurableVersionPin(connection);
            force(connection, last);
            work(connection, last);
            var image = PowerLossDisk.recording(directory).cut(random);
            last.release();
            if (random.nextInt(4) > 0) {
                return image;
            }
        }
        return PowerLossDisk.recording(directory).cut(random);
    }

    private static Connection open(String database) throws SQLException {
        var connection =
                DriverManager.getConnection(
                        "jdbc:h2:"
                                + database
                                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0",
                        "a",
                        "");
        connection
                .createStatement()
                .execute("create table if not exists t (id int primary key, text varchar)");
        connection.setAutoCommit(false);
        return connection;
    }

    /** Later runs must not find an earlier version than this one. */
    private void found(Map<Integer, String> there) {
        assertThat(possible.contains(there))
                .as("one of the %d that it may be", possible.size())
                .isTrue();
        possible.clear();
        possible.add(there);
    }

    private void work(Connection connection, DurableVersionPin last) throws SQLException {
        for (int rest = random.nextInt(25); rest > 0; rest--) {
            commit(connection);
            if (random.nextInt(3) == 0) {
                force(connection, last);
            }
        }
        // A commit rarely changes more than a header can list.
        for (int rest = random.nextInt(20) == 0 ? 2 * StoreHeader.MOST_WRITES : random.nextInt(4);
                rest > 0;
                rest--) {
            commit(connection);
        }
    }

    private void commit(Connection connection) throws SQLException {
        var then = new TreeMap<>(possible.getLast());
        try (var merge = connection.prepareStatement("merge into t values (?, ?)")) {
            for (int change = random.nextInt(5); change >= 0; change--) {
                var row = random.nextInt(ROWS);
                var text =
                        Long.toHexString(random.nextLong())
                                .repeat(random.nextInt(8) == 0 ? 400 : 4);
                merge.setInt(1, row);
                merge.setString(2, text);
                merge.execute();
                then.put(row, text);
            }
        }
        connection.commit();
        possible.add(then);
    }

    private void force(Connection connection, DurableVersionPin last) throws SQLException {
        last.advance(() -> connection.createStatement().execute("checkpoint sync"));
        possible.subList(0, possible.size() - 1).clear();
    }

    private static Map<Integer, String> read(Connection connection) throws SQLException {
        var there = new TreeMap<Integer, String>();
        try (var rows = connection.createStatement().executeQuery("select id, text from t")) {
            while (rows.next()) {
                there.put(rows.getInt(1), rows.getString(2));
            }
        }
        return there;
    }
}
