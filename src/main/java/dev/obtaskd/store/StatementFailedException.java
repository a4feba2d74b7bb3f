package dev.obtaskd.store;

import java.sql.SQLException;

/** The database refused a statement, such as for a duplicate key; its unit is rolled back. */
public final class StatementFailedException extends RuntimeException {

    public StatementFailedException(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
