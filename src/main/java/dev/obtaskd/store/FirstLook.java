package dev.obtaskd.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.h2.jdbcx.JdbcDataSource;

/** Looks at the store before it is opened for writing: one that cannot be used is left byte for byte as it is. */
final class FirstLook {

    private static final String READ_ONLY = ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;TRACE_LEVEL_FILE=0";

    private final DataDirectory directory;
    private final Flyway flyway;

    FirstLook(DataDirectory directory, Flyway flyway) {
        this.directory = directory;
        this.flyway = flyway;
    }

    /**
     * Does nothing if there is no store yet.
     *
     * @throws StartRefused if this daemon cannot use it
     * @throws org.flywaydb.core.api.FlywayException if the database cannot be opened
     */
    void take() {
        var file = directory.database().resolveSibling(directory.database().getFileName() + ".mv.db");
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.isWritable(file)) {
            throw new StartRefused(directory.named("holds a store that cannot be written: " + file));
        }
        if (empty(file)) {
            refuseIfThereWasMore(file);
            return;
        }
        if (newer()) {
            throw new StartRefused(directory.named("was written by a newer obtaskd"));
        }
    }

    private boolean newer() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:obtaskd:" + directory.database() + READ_ONLY);
        source.setUser(DataDirectory.DATABASE_USER);
        var looking = Flyway.configure().configuration(flyway.getConfiguration()).dataSource(source).load();
        return Arrays.stream(looking.info().all())
                .map(migration -> migration.getState())
                .anyMatch(state -> state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED);
    }

    /** The very first start may have ended before it stored anything; nothing is lost then. */
    private void refuseIfThereWasMore(Path file) {
        try (var beside = Files.list(directory.path())) {
            if (beside.anyMatch(other -> !file.startsWith(other))) {
                throw new StartRefused(directory.named("holds an empty store, though it was in use: restore " + file
                        + ", or remove it to begin anew"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean empty(Path file) {
        try (var channel = FileChannel.open(file)) {
            return TwoHeadersFile.isNew(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
