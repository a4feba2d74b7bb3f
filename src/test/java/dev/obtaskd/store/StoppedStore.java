package dev.obtaskd.store;

import dev.obtaskd.store.h2.DualHeaderFileSystem;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Direct access to the store of a daemon that is not running. */
public final class StoppedStore {

    private StoppedStore() {}

    /** Executes an update and returns the number of changed rows. */
    public static int update(Path data, String sql) throws SQLException {
        DualHeaderFileSystem.register();
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:h2:obtaskd:" + data.resolve("db/obtaskd") + ";IFEXISTS=TRUE",
                                "obtaskd",
                                "");
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
