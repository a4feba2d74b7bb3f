package dev.obtaskd.store.writer;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.store.DataDirectory;
import dev.obtaskd.store.GraphSource;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.h2.DiskReserve;
import dev.obtaskd.store.h2.DualHeaderFileSystem;
import dev.obtaskd.store.h2.StoreDisk;
import dev.obtaskd.store.jdbc.AttemptRow;
import dev.obtaskd.store.jdbc.DocumentCache;
import dev.obtaskd.store.jdbc.JdbcSessionFactory;
import dev.obtaskd.store.jdbc.JdbcStoreReader;
import dev.obtaskd.store.jdbc.SubTaskRow;
import dev.obtaskd.store.jdbc.TaskRow;
import dev.obtaskd.task.TaskGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.hibernate.SessionFactory;
import org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy;
import org.hibernate.cfg.Configuration;

/** A store on an H2 file without a container. */
public final class StoreFixture implements AutoCloseable {

    /** The graphs of all tasks that tests create, as the catalogue would read them. */
    public static final Map<String, TaskGraph> GRAPHS = new ConcurrentHashMap<>();

    final JdbcConnectionPool pool;
    public final SessionFactory sessions;
    final JdbcSessionFactory desks;
    public final StoreWriter writer;
    public final StoreReader tasks;

    public StoreFixture(Path directory) {
        this(directory, disk(true, directory));
    }

    StoreFixture(Path directory, StoreDisk disk) {
        this(directory, disk, (sha256, document) -> GRAPHS.get(sha256));
    }

    /** A store of another scope. */
    StoreFixture(Path directory, StoreScope scope) {
        this(
                scope,
                url(directory),
                directory,
                disk(true, directory),
                (sha256, document) -> GRAPHS.get(sha256));
    }

    /** For tests of other packages, which provide their own graphs. */
    public StoreFixture(Path directory, GraphSource graphs) {
        this(directory, graphs, true);
    }

    /**
     * @param fsync whether commits are forced to disk
     */
    public StoreFixture(Path directory, GraphSource graphs, boolean fsync) {
        this(directory, disk(fsync, directory), graphs);
    }

    private StoreFixture(Path directory, StoreDisk disk, GraphSource graphs) {
        this(url(directory), directory, disk, graphs);
    }

    private static String url(Path directory) {
        return "obtaskd:" + directory.toAbsolutePath() + "/db/obtaskd";
    }

    /**
     * @param database as written in its URL
     */
    StoreFixture(String database, Path directory, StoreDisk disk, GraphSource graphs) {
        this(StoreScope.LOCAL, database, directory, disk, graphs);
    }

    private StoreFixture(
            StoreScope scope, String database, Path directory, StoreDisk disk, GraphSource graphs) {
        DualHeaderFileSystem.register();
        createPrivate(directory.resolve("db"));
        pool =
                JdbcConnectionPool.create(
                        "jdbc:h2:"
                                + database
                                + ";WRITE_DELAY=0;"
                                + "DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;QUERY_CACHE_SIZE=128;ANALYZE_AUTO=0",
                        "obtaskd",
                        "");
        Flyway.configure().dataSource(pool).locations("db/local").load().migrate();
        sessions = sessions(pool);
        desks = new JdbcSessionFactory(scope, pool, sessions, new DocumentCache(), graphs);
        tasks = new JdbcStoreReader(desks);
        writer = new StoreWriter(desks, tasks, disk, new DiskReserve(directory, 0));
        try {
            writer.start();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A real disk that may be full. */
    static StoreDisk disk(boolean fsync, Path directory) {
        return StoreDisk.real(fsync, new DiskReserve(directory, 0));
    }

    public StoreWriter writer() {
        return writer;
    }

    public StoreReader tasks() {
        return tasks;
    }

    /** The data directory of a test. */
    public static DataDirectory data(Path path) {
        return new DataDirectory(path.toString());
    }

    @Override
    public void close() {
        writer.close();
        sessions.close();
        pool.dispose();
    }

    /** Creates the directory as the daemon does; the daemon refuses one that others can access. */
    static void createPrivate(Path directory) {
        try {
            if (!Files.exists(directory) && Files.exists(directory.getParent())) {
                Files.createDirectory(
                        directory,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SessionFactory sessions(DataSource pool) {
        var configuration =
                new Configuration()
                        .addAnnotatedClass(TaskRow.class)
                        .addAnnotatedClass(SubTaskRow.class)
                        .addAnnotatedClass(AttemptRow.class)
                        .setPhysicalNamingStrategy(new CamelCaseToUnderscoresNamingStrategy());
        configuration.getProperties().put("hibernate.connection.datasource", pool);
        return configuration.buildSessionFactory();
    }
}
