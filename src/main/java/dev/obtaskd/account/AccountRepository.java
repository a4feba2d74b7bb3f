package dev.obtaskd.account;

import dev.obtaskd.store.jdbc.JdbcSessionFactory;
import dev.obtaskd.store.jdbc.JdbcTransaction;
import dev.obtaskd.store.writer.StoreWriter;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * The users, sessions and tokens of this agent. All of them are in memory, so that authentication
 * neither blocks nor fails while the store is lost. Thread-safe.
 */
@ApplicationScoped
public class AccountRepository {

    /** After the store is open (100), before the parts that look up users. */
    private static final int AFTER_STORE = 200;

    private final JdbcSessionFactory sessions;
    private final StoreWriter writer;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Accounts current = Accounts.NONE;

    AccountRepository(JdbcSessionFactory sessions, StoreWriter writer) {
        this.sessions = sessions;
        this.writer = writer;
    }

    void start(@Observes @Priority(AFTER_STORE) StartupEvent event) {
        try (var session = sessions.session()) {
            current = AccountRows.read(session);
        }
    }

    /** The accounts after the last durable change. Does not block. */
    public Accounts current() {
        return current;
    }

    /**
     * Changes accounts. Changes run one at a time, so a rule decides on the state that it changes.
     *
     * @param rule a function without side effects; its exception is passed on and changes nothing
     * @param audit writes the audit entry; either the change and the entry are stored or none
     * @return the accounts after the change, which is durable and in force
     */
    public Accounts change(UnaryOperator<Accounts> rule, ChangeAudit audit) {
        var changed = writer.writeRows(tx -> apply(rule, audit, tx));
        listeners.forEach(Runnable::run);
        return changed;
    }

    /** Registers a listener that is called after each change, on the thread of the caller. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private Accounts apply(UnaryOperator<Accounts> rule, ChangeAudit audit, JdbcTransaction tx) {
        // Read again: a change that was not confirmed by the disk is not in force, but may be
        // stored.
        var before = AccountRows.read(tx.rows());
        var after = rule.apply(before);
        AccountRows.write(tx.rows(), before, after);
        audit.write(tx, before, after);
        tx.afterCommit(() -> current = after);
        return after;
    }
}
