package dev.obtaskd.store.h2;

import dev.obtaskd.store.DataDirectory;
import dev.obtaskd.store.StoreContent;
import dev.obtaskd.task.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.h2.jdbcx.JdbcDataSource;

/** A file of a store that no daemon uses, such as one of a backup. */
public final class StoreFile {

    private static final String SUFFIX = ".mv.db";

    /** A program that only checks a file needs little memory. */
    private static final String SMALL = ";CACHE_SIZE=4096;LAZY_QUERY_EXECUTION=1";

    private static final String READ_WRITE =
            ";IFEXISTS=TRUE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";

    private static final String UNFINISHED =
            Arrays.stream(TaskState.values())
                    .filter(state -> !state.terminal())
                    .map(state -> "'" + state.name() + "'")
                    .collect(Collectors.joining(",", "state in (", ")"));

    private final String database;

    /**
     * @param file with the name suffix of H2
     * @throws IOException if H2 cannot open files with such a path
     */
    public StoreFile(Path file) throws IOException {
        var path = file.toAbsolutePath().toString();
        if (path.contains(";") || !path.endsWith(SUFFIX)) {
            throw new IOException("the path " + path + " must not contain ';'");
        }
        database = path.substring(0, path.length() - SUFFIX.length());
    }

    /**
     * Reads every row. The file is not changed.
     *
     * @throws SQLException if it is not complete
     */
    public StoreContent check() throws SQLException {
        try (var connection = open(StorePreflight.READ_ONLY + SMALL);
                var statement = connection.createStatement()) {
            VersionCheck.of(connection).check();
            for (var table : tables(statement)) {
                readAll(statement, table);
            }
            return new StoreContent(
                    (int)
                            number(
                                    statement,
                                    "select max(cast(\"version\" as int)) from"
                                            + " \"flyway_schema_history\" where \"success\""),
                    number(statement, "select count(*) from task"),
                    number(statement, "select count(*) from task where " + UNFINISHED));
        }
    }

    /**
     * Makes the store ready for another start than the next one of its daemon: attempts count as
     * interrupted by a reboot, because their programs cannot be found, and all sessions end.
     */
    public void detach() throws SQLException {
        try (var connection = open(READ_WRITE);
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update sub_task set attempt_boot = null where attempt_boot is not null");
            statement.executeUpdate("delete from login_session");
            statement.execute("checkpoint sync");
        }
    }

    /** The attempts in the store. The caller closes it. */
    public Attempts attempts() throws SQLException {
        return new Attempts(open(StorePreflight.READ_ONLY + SMALL));
    }

    /** Which attempts are in the store, for files that may be newer. */
    public static final class Attempts implements AutoCloseable {

        private final Connection connection;
        private final PreparedStatement query;

        private Attempts(Connection connection) throws SQLException {
            this.connection = connection;
            this.query =
                    connection.prepareStatement(
                            "select attempt_no from sub_task where task_id = ? and id = ?");
        }

        /** The number of the latest attempt, 0 without one; empty for an unknown sub task. */
        public OptionalInt latest(long task, long subTask) throws SQLException {
            query.setLong(1, task);
            query.setLong(2, subTask);
            try (var rows = query.executeQuery()) {
                return rows.next() ? OptionalInt.of(rows.getInt(1)) : OptionalInt.empty();
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private Connection open(String settings) throws SQLException {
        DualHeaderFileSystem.register();
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + DualHeaderFileSystem.SCHEME + ":" + database + settings);
        source.setUser(DataDirectory.DATABASE_USER);
        return source.getConnection();
    }

    private static List<String> tables(Statement statement) throws SQLException {
        var names = new ArrayList<String>();
        try (var rows =
                statement.executeQuery(
                        "select table_name from information_schema.tables where table_schema ="
                                + " 'PUBLIC'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static void readAll(Statement statement, String table) throws SQLException {
        try (var rows =
                statement.executeQuery("select * from \"" + table.replace("\"", "\"\"") + "\"")) {
            var columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    rows.getObject(i);
                }
            }
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
