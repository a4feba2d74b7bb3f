package dev.obtaskd.security;

import dev.obtaskd.task.TaskDefinition;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpServerRequest;
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
 * Audits log-ins by a credential in the request, and requests that the role of the caller does not
 * allow. Failures are summed per address and name: the first one is stored at once, the others of
 * the same minute as one entry at its end. There are at most as many such entries as seconds, so
 * that guesses do not fill the disk. Thread-safe.
 */
@ApplicationScoped
public class LoginAudit {

    static final int MAX_PER_MINUTE = 60;

    /**
     * Stands for a name that is no valid name of a user; it may be a password in the wrong field.
     */
    static final String INVALID_NAME = "-";

    private static final String LOGIN = "login";

    private static final Refusal OTHERS =
            new Refusal(
                    new AuditActor(INVALID_NAME, null, TaskDefinition.Source.API, "various"),
                    LOGIN,
                    "auth.failed");

    private final AccountAudit audit;
    private final Executor endOfMinute;
    private volatile boolean stopped;
    private final Map<Refusal, Integer> failures = new HashMap<>();

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
    public void succeeded(HttpServerRequest request, String name, UserRole role, String method) {
        succeeded(
                new AuditActor(
                        name,
                        role.name(),
                        RequestSource.of(null, request),
                        CallerAddress.of(request.remoteAddress()).text()),
                method);
    }

    void succeeded(AuditActor actor, String method) {
        audit.recordLater(actor, LOGIN, actor.name(), "by " + method, null, 1);
    }

    /** A log-in failed. */
    public void failed(HttpServerRequest request, String name) {
        failed(CallerAddress.of(request.remoteAddress()), name, RequestSource.of(null, request));
    }

    void failed(CallerAddress address, String name, TaskDefinition.Source channel) {
        var known = UserNames.valid(name) ? name : INVALID_NAME;
        refused(
                new Refusal(
                        new AuditActor(known, null, channel, address.text()),
                        LOGIN,
                        "auth.failed"));
    }

    /** A request was refused because the role of its caller does not allow it. */
    void forbidden(AuditActor actor, String action) {
        refused(new Refusal(actor, action, "auth.forbidden"));
    }

    private void refused(Refusal refusal) {
        if (count(refusal)) {
            write(refusal, 1);
        }
    }

    /** Counts a failure; returns whether it is to be stored at once. */
    private synchronized boolean count(Refusal refusal) {
        if (failures.isEmpty()) {
            endOfMinute.execute(this::flush);
        }
        var known = failures.containsKey(refusal);
        if (!known && failures.size() >= MAX_PER_MINUTE / 2 - 1) {
            failures.merge(OTHERS, 1, Integer::sum);
            return false;
        }
        failures.merge(refusal, known ? 1 : 0, Integer::sum);
        return !known;
    }

    /** Stores what is not stored yet, while the store is open. */
    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        taken().forEach(
                        (refusal, more) -> {
                            if (more > 0) {
                                audit.recordOrLog(
                                        refusal.actor(),
                                        refusal.action(),
                                        refusal.session(),
                                        failures(more),
                                        refusal.code(),
                                        more);
                            }
                        });
    }

    private void flush() {
        if (stopped) {
            return;
        }
        taken().forEach(
                        (refusal, more) -> {
                            if (more > 0) {
                                write(refusal, more);
                            }
                        });
    }

    private synchronized Map<Refusal, Integer> taken() {
        var taken = Map.copyOf(failures);
        failures.clear();
        return taken;
    }

    private void write(Refusal refusal, int times) {
        audit.recordLater(
                refusal.actor(),
                refusal.action(),
                refusal.session(),
                failures(times),
                refusal.code(),
                times);
    }

    private static String failures(int times) {
        return times == 1 ? "1 failure" : times + " failures";
    }

    private record Refusal(AuditActor actor, String action, String code) {

        /** The account of the session; null if it is about no log-in. */
        @Nullable String session() {
            return action.equals(LOGIN) ? actor.name() : null;
        }
    }
}
