package dev.obtaskd.store;

import java.sql.Connection;
import java.sql.SQLException;

/** The two moments at which a batch can be lost; fault tests put their own in its place. */
interface Disk {

    /** Commits what the connection did. */
    void commit(Connection connection) throws SQLException;

    /** Forces everything committed to the medium; false if that is switched off. */
    boolean force(Connection connection) throws SQLException;

    /** H2 never forces a commit to disk by itself, a checkpoint does. */
    static Disk real(boolean fsync) {
        return new Disk() {
            @Override
            public void commit(Connection connection) throws SQLException {
                connection.commit();
            }

            @Override
            public boolean force(Connection connection) throws SQLException {
                if (fsync) {
                    try (var statement = connection.createStatement()) {
                        statement.execute("checkpoint sync");
                    }
                }
                return fsync;
            }
        };
    }
}
