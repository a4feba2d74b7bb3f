package dev.obtaskd.store;

import java.sql.SQLException;

/** Injects one fault into a batch. */
public final class FaultPlan {

    /** H2's message for a database that an I/O error closed. */
    private static final int CLOSED = 90098;

    private final BatchFault fault;
    private final Runnable death;
    private int calls;

    /**
     * @param death called when the daemon dies; later actions of the batch have no effect
     */
    public FaultPlan(BatchFault fault, Runnable death) {
        this.fault = fault;
        this.death = death;
    }

    /** Executes the commit. */
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
