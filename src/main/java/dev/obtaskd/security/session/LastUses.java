package dev.obtaskd.security.session;

import dev.obtaskd.account.AccountRepository;
import dev.obtaskd.account.Accounts;
import dev.obtaskd.account.ChangeAudit;
import dev.obtaskd.account.StoredSession;
import dev.obtaskd.account.StoredToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * When sessions and tokens were last used: exactly in memory, and stored every five minutes, so
 * that a request costs no write.
 */
@ApplicationScoped
class LastUses {

    static final Duration STORED_EVERY = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(LastUses.class);

    private final AccountRepository accounts;
    private final Map<String, Instant> byId = new ConcurrentHashMap<>();
    private final Set<String> beingStored = ConcurrentHashMap.newKeySet();

    LastUses(AccountRepository accounts) {
        this.accounts = accounts;
    }

    /** The last use since the start; empty if there was none. */
    Optional<Instant> last(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    void ofSession(StoredSession session, Instant now) {
        byId.put(session.idHash(), now);
        if (due(session.usedAt(), now)) {
            store(
                    session.idHash(),
                    all -> {
                        var current = all.sessions().get(session.idHash());
                        return current == null ? all : all.with(current.withUse(now));
                    });
        }
    }

    /** Returns whether it is the first use within five minutes. */
    boolean ofToken(StoredToken token, Instant now) {
        byId.put(token.id(), now);
        return (token.usedAt() == null || due(token.usedAt(), now))
                && store(
                        token.id(),
                        all -> {
                            var current = all.tokens().get(token.id());
                            return current == null ? all : all.with(current.withUse(now));
                        });
    }

    private static boolean due(Instant stored, Instant now) {
        return now.isAfter(stored.plus(STORED_EVERY));
    }

    /** Stores a use on another thread, unless that is in progress. */
    private boolean store(String id, UnaryOperator<Accounts> rule) {
        if (!beingStored.add(id)) {
            return false;
        }
        Thread.startVirtualThread(
                () -> {
                    try {
                        var after = accounts.change(rule, ChangeAudit.NONE);
                        byId.keySet()
                                .removeIf(
                                        known ->
                                                !after.sessions().containsKey(known)
                                                        && !after.tokens().containsKey(known));
                    } catch (RuntimeException lost) {
                        LOG.debug("A last use was not stored", lost);
                    } finally {
                        beingStored.remove(id);
                    }
                });
        return true;
    }
}
