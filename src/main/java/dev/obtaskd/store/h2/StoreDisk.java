package dev.obtaskd.store.h2;

import java.sql.Connection;
import java.sql.SQLException;

/** The moments at which a batch can be lost; fault tests put their own in its place. */
public interface StoreDisk {

    /**
     * Whether there is room for another batch. Asked before it begins: even one that is undone
     * leaves something to write behind, which the next reader would have to write.
     */
    default boolean room() {
        return true;
    }

    /** Commits what the connection did. */
    void commit(Connection connection) throws SQLException;

    /** Forces everything committed to the medium; false if that is switched off. */
    boolean force(Connection connection) throws SQLException;

    /** Nobody writes over the connection any more. */
    default void leave() {}

    /**
     * A disk as it is.
     *
     * @param fsync whether it is forced at all
     * @param reserve whose last bytes are never written to
     */
    static StoreDisk real(boolean fsync, DiskReserve reserve) {
        return new H2Disk(fsync, reserve);
    }
}
