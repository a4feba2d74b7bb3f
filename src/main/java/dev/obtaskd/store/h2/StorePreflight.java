package dev.obtaskd.store.h2;

import dev.obtaskd.store.DataDirectory;
import dev.obtaskd.store.SchemaVersion;
import dev.obtaskd.store.StartupException;
import dev.obtaskd.store.jdbc.SqlFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.h2.jdbcx.JdbcDataSource;

/** Checks the store read-only before it is opened. A store that cannot be used is not changed. */
public final class StorePreflight {

    static final String READ_ONLY = ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;TRACE_LEVEL_FILE=0";

    private static final Set<MigrationState> FUTURE =
            EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

    private final DataDirectory directory;
    private final Flyway flyway;

    public StorePreflight(DataDirectory directory, Flyway flyway) {
        this.directory = directory;
        this.flyway = flyway;
    }

    /**
     * Does nothing if there is no store, and deletes a store that was never used.
     *
     * @throws StartupException if this daemon cannot use the store
     * @throws SQLException if the database cannot be opened, or is truncated
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
            refuseIfUsedBefore(file);
            delete(file);
            return;
        }
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:obtaskd:" + directory.database() + READ_ONLY);
        source.setUser(DataDirectory.DATABASE_USER);
        refuseTruncated(source);
        newer(source)
                .ifPresent(
                        version -> {
                            throw new StartupException(directory.named(newerText(version)));
                        });
    }

    private static void refuseTruncated(DataSource source) throws SQLException {
        try (var connection = source.getConnection()) {
            VersionCheck.of(connection).check();
        } catch (SQLException e) {
            // H2 takes a file without a complete version for a new store, and fails to initialize
            // it
            // read-only.
            throw SqlFailures.readOnly(e)
                    ? new SQLException(
                            "no version of it is complete. Restore the file from a backup", e)
                    : e;
        }
    }

    private static String newerText(String version) {
        return "was written by a newer obtaskd: its store has schema version "
                + version
                + ", and this obtaskd supports up to "
                + SchemaVersion.CURRENT
                + ". Install the newer obtaskd again, or restore a backup from before the upgrade."
                + " The store is unchanged";
    }

    private Optional<String> newer(DataSource source) {
        var readOnly =
                Flyway.configure()
                        .configuration(flyway.getConfiguration())
                        .dataSource(source)
                        .load();
        return Arrays.stream(readOnly.info().all())
                .filter(migration -> FUTURE.contains(migration.getState()))
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .map(MigrationVersion::getVersion);
    }

    /** An empty store is normal only if the first start ended before it stored anything. */
    private void refuseIfUsedBefore(Path file) {
        try (var others = Files.list(directory.path())) {
            if (others.anyMatch(other -> !file.startsWith(other))) {
                throw new StartupException(
                        directory.named(
                                "holds an empty store, though it was in use: restore "
                                        + file
                                        + ", or delete it to start with an empty store"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            StoreCreation.deleteUnused(file);
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
