package dev.obtaskd.account;

import dev.obtaskd.store.writer.StoreWriter;
import io.quarkus.narayana.jta.QuarkusTransaction;
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

    private final AccountRows rows;
    private final StoreWriter writer;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Numbered current = new Numbered(0, Accounts.NONE);

    /** Used on the writing thread only. */
    private long changes;

    AccountRepository(AccountRows rows, StoreWriter writer) {
        this.rows = rows;
        this.writer = writer;
    }

    void start(@Observes @Priority(AFTER_STORE) StartupEvent event) {
        current = new Numbered(0, QuarkusTransaction.requiringNew().call(rows::read));
    }

    /** The accounts after the last durable change. Does not block. */
    public Accounts current() {
        return current.accounts();
    }

    /**
     * Changes accounts. Changes run one at a time, so a rule decides on the state that it changes.
     *
     * @param rule a function without side effects; its exception is passed on and changes nothing
     * @return the accounts after the change, which is durable and in force
     */
    public Accounts change(UnaryOperator<Accounts> rule) {
        // A change that is not confirmed by the disk is not put in force; the next one reads it
        // again.
        var changed =
                writer.runExclusively(
                        () -> {
                            var after = QuarkusTransaction.requiringNew().call(() -> apply(rule));
                            changes++;
                            return new Numbered(changes, after);
                        });
        putInForce(changed);
        listeners.forEach(Runnable::run);
        return changed.accounts();
    }

    /** Registers a listener that is called after each change, on the thread of the caller. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private Accounts apply(UnaryOperator<Accounts> rule) {
        var before = rows.read();
        var after = rule.apply(before);
        rows.write(before, after);
        return after;
    }

    /** Two changes may get here in the other order. */
    private synchronized void putInForce(Numbered changed) {
        if (changed.number() > current.number()) {
            current = changed;
        }
    }

    private record Numbered(long number, Accounts accounts) {}
}
