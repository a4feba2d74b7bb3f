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
 * Lives of a small database that power cuts end, each on what the cut before left. Whatever a cut
 * takes of what was not forced, the database is one that was committed, whole, and not older than
 * what was forced.
 */
@TortureTest
class DualHeaderFileSystemTest {

    private static final int LIVES = 15 * Integer.getInteger("obtaskd.rounds", 20);
    private static final int ROWS = 40;

    private final Random random = new Random();

    /** What the table held after each commit: it may be any since the last that was forced. */
    private final List<Map<Integer, String>> possible = new ArrayList<>();

    private long seed;

    @TempDir Path parent;

    @Test
    void aVersionIsFoundThatIsWholeAndNotOlderThanWhatWasForced() throws Exception {
        assertThat(wrong("with", PowerLossDisk::database)).as("seed %d", seed).isEmpty();
        System.out.println("power cuts of a database: " + TortureReport.of(seed, LIVES, 0).add());
    }

    /** What the test can see: H2 alone goes on from older versions, and from torn ones. */
    @Test
    void withoutThemItIsNot() throws Exception {
        assertThat(wrong("without", PowerLossDisk::plain)).as("seed %d", seed).isNotEmpty();
    }

    @Test
    void h2AloneReadsTheFileAndIsReadAgain() throws Exception {
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
     * What is wrong with the first life that begins with something wrong.
     *
     * @param name of what is tried
     * @param database names one of a directory
     */
    private Optional<String> wrong(String name, Function<Path, String> database)
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
        for (int life = 0; life < LIVES; life++) {
            var directory = parent.resolve(name + life);
            try {
                var image = life(database.apply(directory), directory);
                var next = Files.createDirectories(parent.resolve(name + (life + 1)).resolve("db"));
                Files.write(next.resolve("obtaskd.mv.db"), image);
            } catch (SQLException | AssertionError e) {
                return Optional.of("life " + life + ": " + e);
            } finally {
                PowerLossDisk.forget(directory);
            }
        }
        return Optional.empty();
    }

    private byte[] life(String database, Path directory) throws SQLException {
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

    /** From now on it is this one: what was possible besides will never be seen again. */
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
        // Seldom more than a header can name.
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
