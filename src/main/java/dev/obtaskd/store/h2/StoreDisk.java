package dev.obtaskd.store.h2;

import java.sql.Connection;
import java.sql.SQLException;

/** The steps at which a batch can be lost; fault tests replace it. */
public interface StoreDisk {

    /**
     * Whether there is space for another batch. Asked before the batch begins: even a rolled back
     * one leaves pages to write, which the next reader would have to write.
     */
    default boolean hasSpace() {
        return true;
    }

    /** Commits the transaction of the connection. */
    void commit(Connection connection) throws SQLException;

    /** Forces everything committed to the medium; false if that is switched off. */
    boolean force(Connection connection) throws SQLException;

    /**
     * The newest version of the store, for a copy. Forces everything committed. The caller closes
     * it.
     */
    default StoreSnapshot snapshot(Connection connection) throws SQLException {
        throw new SQLException("this store cannot be copied");
    }

    /** Releases what belongs to the connection, which is not written any more. */
    default void release() {}

    /**
     * The disk of the host.
     *
     * @param fsync whether it is forced at all
     * @param reserve space that is never used up
     */
    static StoreDisk real(boolean fsync, DiskReserve reserve) {
        return new H2Disk(fsync, reserve);
    }
}
