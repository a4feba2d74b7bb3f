package dev.obtaskd.store.h2;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;

/**
 * The version of a store that H2 found when it opened the file. If a part of the newest one is
 * missing, as the file was cut or a block of it was lost, H2 takes an older one without a word.
 *
 * @param found the newest that is whole
 * @param last what the file's header says was stored last
 */
record VersionCheck(long found, long last) {

    /** Of a connection under which nothing was written yet. */
    static VersionCheck of(Connection connection) throws SQLException {
        var store = store(connection);
        return new VersionCheck(
                store.getCurrentVersion(),
                DataUtils.readHexLong(store.getStoreHeader(), "version", 0));
    }

    /** H2's store under a connection. */
    static MVStore store(Connection connection) throws SQLException {
        return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
                .getDatabase()
                .getStore()
                .getMvStore();
    }

    /**
     * @throws SQLException if that is not what was stored last
     */
    void check() throws SQLException {
        if (found < last) {
            throw new SQLException(
                    "version "
                            + last
                            + " was stored last, and a part of it is missing: no more than version "
                            + found
                            + " is whole; put back a copy of the file");
        }
    }
}
