package dev.obtaskd.store.h2;

import dev.obtaskd.store.DataDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.store.fs.FilePath;
import org.jboss.logging.Logger;

/**
 * Creates the store of a new data directory, and migrates the store of an older version. Both
 * happen in a file with another name, which is forced to disk and then renamed. So a file with the
 * name of the store was complete once, and a file with the other name was never used. H2 commits
 * each statement of a migration separately, and alters a table by copying and dropping it.
 */
public final class StoreCreation {

    private static final Logger LOG = Logger.getLogger(StoreCreation.class);
    private static final String SETTINGS =
            ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";

    private final Path database;
    private final Path unfinished;
    private final String scheme;
    private final Flyway flyway;

    /**
     * @param scheme of the file system that H2 uses
     */
    public StoreCreation(Path database, String scheme, Flyway flyway) {
        this.database = database;
        this.unfinished = database.resolveSibling(database.getFileName() + "-new");
        this.scheme = scheme;
        this.flyway = flyway;
    }

    /** The path of the file of a database. */
    static Path file(Path database) {
        return database.resolveSibling(database.getFileName() + ".mv.db");
    }

    /**
     * Deletes what an earlier start did not complete, and creates the store if there is none with
     * the present schema.
     */
    public void ensure() throws IOException {
        deleteUnused(file(unfinished));
        if (Files.exists(file(database))) {
            if (!outdated()) {
                return;
            }
            LOG.infof(
                    "Migrating the store to a new schema: %s is copied, the copy migrated and"
                            + " renamed",
                    file(database));
            Files.copy(file(database), file(unfinished), StandardCopyOption.COPY_ATTRIBUTES);
        }
        create();
        Files.move(file(unfinished), file(database), StandardCopyOption.ATOMIC_MOVE);
        var directory = Objects.requireNonNull(database.getParent());
        force(directory);
        force(Objects.requireNonNull(directory.getParent()));
    }

    /** Deletes a store that was never used. */
    static void deleteUnused(Path file) throws IOException {
        if (Files.exists(file)) {
            LOG.warnf(
                    "An earlier start ended before the store was complete: %s is deleted and"
                            + " created again",
                    file);
            Files.delete(file);
        }
    }

    private boolean outdated() {
        return flywayOf(database + StorePreflight.READ_ONLY).info().pending().length > 0;
    }

    /** Each of its connections opens and closes the database. */
    private Flyway flywayOf(String name) {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + scheme + name);
        source.setUser(DataDirectory.DATABASE_USER);
        return Flyway.configure()
                .configuration(flyway.getConfiguration())
                .dataSource(source)
                .load();
    }

    private void create() throws IOException {
        flywayOf(unfinished + SETTINGS).migrate();
        try (var file = FilePath.get(scheme + file(unfinished)).open("rw")) {
            file.force(true);
        }
    }

    private static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
