package dev.obtaskd.store;

import java.sql.SQLException;

/**
 * A single statement was refused by the database, such as for a duplicate key; its unit is undone.
 */
public final class StatementFailedException extends RuntimeException {

    public StatementFailedException(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
