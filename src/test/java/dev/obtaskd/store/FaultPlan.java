package dev.obtaskd.store;

import java.sql.SQLException;

/** A fault on its way through one batch. */
public final class FaultPlan {

    /** H2's word for a database that an I/O error closed. */
    private static final int CLOSED = 90098;

    private final BatchFault fault;
    private final Runnable death;
    private int calls;

    /**
     * @param death is told when the daemon dies; whatever the batch does after that counts for
     *     nothing
     */
    public FaultPlan(BatchFault fault, Runnable death) {
        this.fault = fault;
        this.death = death;
    }

    /** What commits. */
    public interface Commit {
        void run() throws SQLException;
    }

    void call() {
        calls++;
        if (calls != fault.call()) {
            return;
        }
        switch (fault.kind()) {
            case REFUSED ->
                    throw new StatementFailedException(new SQLException("refused", "22000", 22000));
            case BROKEN -> throw new StatementFailedException(broken());
            case DEATH -> {
                death.run();
                throw new StatementFailedException(broken());
            }
            case NONE, NOT_COMMITTED, UNCONFIRMED, DEATH_COMMITTED -> {}
        }
    }

    public void commit(Commit commit) throws SQLException {
        if (fault.kind() == BatchFault.Kind.NOT_COMMITTED) {
            throw broken();
        }
        commit.run();
        if (fault.kind() == BatchFault.Kind.UNCONFIRMED) {
            throw broken();
        }
        if (fault.kind() == BatchFault.Kind.DEATH_COMMITTED) {
            death.run();
        }
    }

    private static SQLException broken() {
        return new SQLException("the store fails on purpose", "90098", CLOSED);
    }
}
