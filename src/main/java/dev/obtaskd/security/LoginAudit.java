package dev.obtaskd.security;

import dev.obtaskd.task.TaskDefinition;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

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

    private static final Failed OTHERS =
            new Failed("various", INVALID_NAME, TaskDefinition.Source.API);

    private final AccountAudit audit;
    private final Executor endOfMinute;
    private final Map<Failed, Integer> failures = new HashMap<>();

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
        var actor =
                new AuditActor(
                        name,
                        role.name(),
                        RequestSource.of(null, request),
                        CallerAddress.of(request.remoteAddress()).text());
        audit.recordLogin(actor, name, "by " + method, null, 1);
    }

    /** A log-in failed. */
    public void failed(HttpServerRequest request, String name) {
        failed(CallerAddress.of(request.remoteAddress()), name, RequestSource.of(null, request));
    }

    void failed(CallerAddress address, String name, TaskDefinition.Source channel) {
        var source =
                new Failed(address.text(), UserNames.valid(name) ? name : INVALID_NAME, channel);
        if (count(source)) {
            write(source, 1);
        }
    }

    /** Counts a failure; returns whether it is to be stored at once. */
    private synchronized boolean count(Failed source) {
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

    private void flush() {
        taken().forEach(
                        (source, more) -> {
                            if (more > 0) {
                                write(source, more);
                            }
                        });
    }

    private synchronized Map<Failed, Integer> taken() {
        var taken = Map.copyOf(failures);
        failures.clear();
        return taken;
    }

    private void write(Failed source, int times) {
        audit.recordLogin(
                new AuditActor(source.name(), null, source.channel(), source.address()),
                source.name(),
                times == 1 ? "1 failure" : times + " failures",
                "auth.failed",
                times);
    }

    private record Failed(String address, String name, TaskDefinition.Source channel) {}
}
