package dev.obtaskd.security;

import dev.obtaskd.task.TaskDefinition;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Audits log-ins by a credential in the request. Failures are summed per address and name: the
 * first one is stored at once, the others of the same minute as one entry at its end. There are at
 * most as many such entries as seconds, so that guesses do not fill the disk. Thread-safe.
 */
@ApplicationScoped
public class LoginAudit {

    static final int MAX_PER_MINUTE = 60;

    /**
     * Stands for a name that is no valid name of a user; it may be a password in the wrong field.
     */
    static final String INVALID_NAME = "-";

    private static final String ACTION = "login";
    private static final String CODE = "auth.failed";
    private static final Source OTHERS = new Source("various", INVALID_NAME);

    private final AccountAudit audit;
    private final Executor endOfMinute;
    private volatile boolean stopped;
    private final Map<Source, Integer> failures = new HashMap<>();

    @Inject
    LoginAudit(AccountAudit audit) {
        this(audit, CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES));
    }

    /**
     * @param endOfMinute runs a task at the end of a minute that has begun now
     */
    LoginAudit(AccountAudit audit, Executor endOfMinute) {
        this.audit = audit;
        this.endOfMinute = endOfMinute;
    }

    /** A credential was verified that was not remembered. */
    public void succeeded(CallerAddress address, String name, UserRole role, String method) {
        audit.recordLater(actor(address, name, role.name()), ACTION, name, "by " + method, null);
    }

    /** A log-in failed. */
    public void failed(CallerAddress address, String name) {
        var source = new Source(address.text(), UserNames.valid(name) ? name : INVALID_NAME);
        if (count(source)) {
            write(source, 1);
        }
    }

    /** Counts a failure; returns whether it is to be stored at once. */
    private synchronized boolean count(Source source) {
        if (failures.isEmpty()) {
            endOfMinute.execute(this::flush);
        }
        var known = failures.containsKey(source);
        if (!known && failures.size() >= MAX_PER_MINUTE / 2 - 1) {
            failures.merge(OTHERS, 1, Integer::sum);
            return false;
        }
        failures.merge(source, known ? 1 : 0, Integer::sum);
        return !known;
    }

    /** Stores what is not stored yet, while the store is open. */
    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        taken().forEach(
                        (source, more) -> {
                            if (more > 0) {
                                audit.recordOrLog(
                                        actor(
                                                new CallerAddress(source.address()),
                                                source.name(),
                                                null),
                                        ACTION,
                                        source.name(),
                                        failures(more),
                                        CODE);
                            }
                        });
    }

    private void flush() {
        if (stopped) {
            return;
        }
        taken().forEach(
                        (source, more) -> {
                            if (more > 0) {
                                write(source, more);
                            }
                        });
    }

    private synchronized Map<Source, Integer> taken() {
        var taken = Map.copyOf(failures);
        failures.clear();
        return taken;
    }

    private void write(Source source, int times) {
        audit.recordLater(
                actor(new CallerAddress(source.address()), source.name(), null),
                ACTION,
                source.name(),
                failures(times),
                CODE);
    }

    private static String failures(int times) {
        return times == 1 ? "1 failure" : times + " failures";
    }

    private static AuditActor actor(CallerAddress address, String name, @Nullable String role) {
        return new AuditActor(name, role, TaskDefinition.Source.API, address.orNull());
    }

    private record Source(String address, String name) {}
}
