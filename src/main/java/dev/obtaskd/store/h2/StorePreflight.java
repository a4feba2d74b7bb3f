package dev.obtaskd.store.h2;

import dev.obtaskd.store.DataDirectory;
import dev.obtaskd.store.StartupException;
import dev.obtaskd.store.jdbc.SqlFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Looks at the store before it is opened for writing: one that cannot be used is left byte for byte
 * as it is.
 */
public final class StorePreflight {

    static final String READ_ONLY = ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;TRACE_LEVEL_FILE=0";

    private final DataDirectory directory;
    private final Flyway flyway;

    public StorePreflight(DataDirectory directory, Flyway flyway) {
        this.directory = directory;
        this.flyway = flyway;
    }

    /**
     * Does nothing if there is no store yet, and throws away one in which nothing was ever stored.
     *
     * @throws StartupException if this daemon cannot use it
     * @throws SQLException if the database cannot be opened, or a part of it is missing
     */
    public void take() throws SQLException {
        var file = StoreCreation.file(directory.database());
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.isWritable(file)) {
            throw new StartupException(
                    directory.named("holds a store that cannot be written: " + file));
        }
        if (empty(file)) {
            refuseIfThereWasMore(file);
            throwAway(file);
            return;
        }
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:obtaskd:" + directory.database() + READ_ONLY);
        source.setUser(DataDirectory.DATABASE_USER);
        refuseIfPartsAreMissing(source);
        if (newer(source)) {
            throw new StartupException(directory.named("was written by a newer obtaskd"));
        }
    }

    private static void refuseIfPartsAreMissing(DataSource source) throws SQLException {
        try (var connection = source.getConnection()) {
            VersionCheck.of(connection).check();
        } catch (SQLException e) {
            // H2 takes a file in which it finds no version for a new store, which it cannot begin
            // here.
            throw SqlFailures.readOnly(e)
                    ? new SQLException("no version of it is whole; put back a copy of the file", e)
                    : e;
        }
    }

    private boolean newer(DataSource source) {
        var looking =
                Flyway.configure()
                        .configuration(flyway.getConfiguration())
                        .dataSource(source)
                        .load();
        return Arrays.stream(looking.info().all())
                .map(migration -> migration.getState())
                .anyMatch(
                        state ->
                                state == MigrationState.FUTURE_SUCCESS
                                        || state == MigrationState.FUTURE_FAILED);
    }

    /** The very first start may have ended before it stored anything; nothing is lost then. */
    private void refuseIfThereWasMore(Path file) {
        try (var beside = Files.list(directory.path())) {
            if (beside.anyMatch(other -> !file.startsWith(other))) {
                throw new StartupException(
                        directory.named(
                                "holds an empty store, though it was in use: restore "
                                        + file
                                        + ", or remove it to begin anew"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void throwAway(Path file) {
        try {
            StoreCreation.throwAway(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean empty(Path file) {
        try (var channel = FileChannel.open(file)) {
            return DualHeaderFile.isNew(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
