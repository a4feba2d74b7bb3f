package dev.obtaskd.store.h2;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A closed store loses its newest version: H2 must not open an older one. */
class LostNewestVersionTest {

    @TempDir Path directory;

    @BeforeEach
    void store() throws SQLException {
        DualHeaderFileSystem.register();
        for (int run = 0; run < 3; run++) {
            try (var connection = open()) {
                connection
                        .createStatement()
                        .execute("create table if not exists t (id int primary key)");
                for (int row = 0; row < 10; row++) {
                    connection
                            .createStatement()
                            .execute("insert into t values (" + (10 * run + row) + ")");
                    connection.createStatement().execute("checkpoint sync");
                }
            }
        }
    }

    @Test
    void refusesAStoreWithALostBlockOfTheNewestVersion() throws Exception {
        try (var file = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(StoreHeader.BLOCK), newestChunk());
        }
        assertThatThrownBy(this::check).isInstanceOf(SQLException.class);
    }

    @Test
    void refusesAFileThatEndsBeforeTheNewestVersion() throws Exception {
        try (var file = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            file.truncate(newestChunk());
        }
        assertThatThrownBy(this::check).isInstanceOf(SQLException.class);
    }

    private void check() throws SQLException {
        try (var connection = open()) {
            VersionCheck.of(connection).check();
        }
    }

    private long newestChunk() throws IOException {
        var bytes = Files.readAllBytes(file());
        return Stream.of(0, StoreHeader.BLOCK)
                .map(at -> Arrays.copyOfRange(bytes, at, at + StoreHeader.BLOCK))
                .flatMap(block -> StoreHeader.read(block).stream())
                .max(Comparator.comparingLong(StoreHeader::version))
                .map(newest -> Long.parseLong(newest.values().get("block"), 16))
                .map(block -> block * StoreHeader.BLOCK)
                .orElseThrow();
    }

    private Path file() {
        return directory.resolve("t.mv.db");
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:obtaskd:"
                        + directory.resolve("t")
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0",
                "a",
                "");
    }
}
