package dev.obtaskd.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One connection forces its writes, another one continues to write, and then the power fails. */
class DurableVersionPinTest {

    private static final int ROWS = 300;

    /** Number of changes between two cuts. */
    private static final int BETWEEN = 5;

    @TempDir Path parent;

    @AfterEach
    void forget() {
        PowerLossDisk.forget(parent);
    }

    @Test
    void neverOverwritesForcedData() throws Exception {
        assertThat(lost(true)).isZero();
    }

    /** The data stored at the start may not be forced yet. */
    @Test
    void overwritesNothingBeforeTheFirstForce() throws Exception {
        try (var before = open(PowerLossDisk.database(parent))) {
            fill(before);
            var last = new DurableVersionPin(before);
            change(before, last, 2 * ROWS);
            last.release();
        }
        try (var writing = open(PowerLossDisk.database(parent))) {
            writing.createStatement().execute("update t set n = 2, text = repeat('y', 200)");
            var last = new DurableVersionPin(writing);
            var random = new Random(20261122);
            for (int cut = 0; cut < 20; cut++) {
                change(writing, 2);
                assertThat(complete(PowerLossDisk.recording(parent).cut(random), cut))
                        .as("cut %d", cut)
                        .isTrue();
            }
            last.release();
        }
    }

    private static void change(Connection writing, int rows) throws SQLException {
        for (int row = 0; row < rows; row++) {
            update(writing, row, 2);
        }
    }

    /**
     * Shows that the test detects the failure: without the pin, H2 reuses space that a version on
     * disk still needs.
     */
    @Test
    void withoutThePinForcedRowsAreLost() throws Exception {
        assertThat(lost(false)).isPositive();
    }

    @Test
    void reusesSpaceImmediately() throws Exception {
        try (var writing = open(PowerLossDisk.database(parent))) {
            fill(writing);
            var last = new DurableVersionPin(writing);
            change(writing, last, 1);
            var before = size(parent);
            change(writing, last, 400);
            // Every change writes some pages of 4 KiB; 400 of them without reuse would need far
            // more space.
            assertThat(size(parent)).isLessThan(2 * before + 400_000);
            last.release();
        }
    }

    private static void change(Connection writing, DurableVersionPin last, int times)
            throws SQLException {
        for (int i = 0; i < times; i++) {
            update(writing, i, 1);
            last.advance(() -> force(writing));
        }
    }

    /** Number of images after a cut that lack forced data. */
    private long lost(boolean kept) throws Exception {
        try (var writing = open(PowerLossDisk.database(parent));
                var other = open(PowerLossDisk.database(parent))) {
            fill(writing);
            var last = new DurableVersionPin(writing);
            for (int row = 0; row < ROWS; row++) {
                update(writing, row, 1);
                last.advance(() -> force(writing));
            }
            if (!kept) {
                last.release();
            }
            var recording = PowerLossDisk.recording(parent);
            var random = new Random(20261121);
            var lost = 0;
            for (int i = 0; i < 2 * ROWS; i++) {
                update(other, i % ROWS, 2 + i);
                if (i % BETWEEN == 0 && !complete(recording.cut(random), i)) {
                    lost++;
                }
            }
            if (kept) {
                last.release();
            }
            return lost;
        }
    }

    /** Whether every row has its forced value or a later one. */
    private boolean complete(byte[] image, int cut) {
        var directory = parent.resolve("cut-" + cut);
        try {
            Files.write(
                    Files.createDirectories(directory.resolve("db")).resolve("obtaskd.mv.db"),
                    image);
            try (var read = open("obtaskd:" + directory.resolve("db/obtaskd"));
                    var rows =
                            read.createStatement()
                                    .executeQuery(
                                            "select count(*) from t where n > 0 and length(text) ="
                                                    + " 200")) {
                return rows.next() && rows.getInt(1) == ROWS;
            }
        } catch (SQLException unopenable) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connection open(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:" + database + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0",
                "a",
                "");
    }

    private static void fill(Connection writing) throws SQLException {
        writing.createStatement()
                .execute("create table t (id int primary key, n int, text varchar)");
        for (int row = 0; row < ROWS; row++) {
            writing.createStatement()
                    .execute("insert into t values (" + row + ", 0, repeat('x', 200))");
        }
        force(writing);
    }

    private static void update(Connection connection, int row, int n) throws SQLException {
        connection.createStatement().execute("update t set n = " + n + " where id = " + row % ROWS);
    }

    private static void force(Connection connection) throws SQLException {
        connection.createStatement().execute("checkpoint sync");
    }

    private static long size(Path directory) throws IOException {
        return Files.size(directory.resolve("db/obtaskd.mv.db"));
    }
}
