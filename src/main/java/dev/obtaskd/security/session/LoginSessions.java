package dev.obtaskd.security.session;

import dev.obtaskd.account.AccountRepository;
import dev.obtaskd.account.Accounts;
import dev.obtaskd.account.ChangeAudit;
import dev.obtaskd.account.StoredSession;
import dev.obtaskd.account.StoredUser;
import dev.obtaskd.security.RootPasswordCheck;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.UserRole;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sessions of the page. They are stored by the hash of their id and survive a restart.
 * Thread-safe.
 */
@ApplicationScoped
public class LoginSessions {

    private final AccountRepository accounts;
    private final SessionSettings settings;
    private final LastUses uses;
    private final Clock clock;

    LoginSessions(
            AccountRepository accounts, SessionSettings settings, LastUses uses, Clock clock) {
        this.accounts = accounts;
        this.settings = settings;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * A new session.
     *
     * @param id for the cookie; only its hash is stored
     */
    public record Opened(String id, LoginSession session) {}

    /**
     * Opens a session; it is durable when this returns. Expired sessions, and the oldest ones of a
     * user with too many, end.
     *
     * @param verified the account, whose password was verified
     * @throws AuthenticationFailedException if the account has changed since
     */
    public Opened open(UserAccount verified, ChangeAudit audit) {
        var id = Secret.random();
        var now = clock.instant();
        var opened = new StoredSession(Secret.hash(id), verified.name(), now, now);
        accounts.change(
                all ->
                        withLogin(all, verified, now)
                                .withoutSessions(session -> ended(session, now))
                                .withoutSessions(surplus(all, verified.name())::contains)
                                .with(opened),
                audit);
        return new Opened(id, session(opened, id, verified.role(), now));
    }

    /** The session of an id, if it is open; the call counts as a use of it. Does not block. */
    public Optional<LoginSession> use(String id) {
        var now = clock.instant();
        return open(Secret.hash(id), now)
                .map(
                        stored -> {
                            uses.ofSession(stored, now);
                            return session(stored, id, role(stored).orElseThrow(), now);
                        });
    }

    /** Whether a session is open; the call does not count as a use of it. */
    public Optional<UserRole> role(LoginSession session) {
        return open(session.idHash(), clock.instant()).flatMap(this::role);
    }

    /** Ends a session, if it is open. */
    public void end(LoginSession session, ChangeAudit audit) {
        accounts.change(
                all -> all.withoutSessions(one -> one.idHash().equals(session.idHash())), audit);
    }

    /** The number of open sessions of a user. */
    public long count(String user) {
        var now = clock.instant();
        return accounts.current().sessions().values().stream()
                .filter(session -> session.user().equals(user) && !ended(session, now))
                .count();
    }

    private Optional<StoredSession> open(String idHash, Instant now) {
        return Optional.ofNullable(accounts.current().sessions().get(idHash))
                .filter(session -> !ended(session, now) && role(session).isPresent());
    }

    private boolean ended(StoredSession session, Instant now) {
        return !now.isBefore(lastUse(session).plus(settings.idle()))
                || !now.isBefore(session.createdAt().plus(settings.maxAge()));
    }

    private Instant lastUse(StoredSession session) {
        return uses.last(session.idHash())
                .filter(session.usedAt()::isBefore)
                .orElse(session.usedAt());
    }

    private Optional<UserRole> role(StoredSession session) {
        return session.user().equals(RootPasswordCheck.NAME)
                ? Optional.of(UserRole.ADMIN)
                : accounts.current()
                        .user(session.user())
                        .filter(user -> !user.disabled())
                        .map(StoredUser::role)
                        .map(UserRole::valueOf);
    }

    private LoginSession session(StoredSession stored, String id, UserRole role, Instant now) {
        return new LoginSession(
                stored.idHash(),
                stored.user(),
                role,
                CsrfToken.of(id),
                stored.createdAt(),
                now.plus(settings.idle()),
                stored.createdAt().plus(settings.maxAge()));
    }

    private Set<StoredSession> surplus(Accounts all, String user) {
        return all.sessions().values().stream()
                .filter(session -> session.user().equals(user))
                .sorted(Comparator.comparing(StoredSession::createdAt).reversed())
                .skip(Math.max(0, settings.perUser() - 1))
                .collect(Collectors.toSet());
    }

    private static Accounts withLogin(Accounts all, UserAccount verified, Instant now) {
        if (verified.name().equals(RootPasswordCheck.NAME)) {
            return all;
        }
        var user =
                all.user(verified.name())
                        .filter(one -> !one.disabled())
                        .filter(one -> one.passwordHash().equals(verified.passwordHash()))
                        .orElseThrow(AuthenticationFailedException::new);
        return all.with(user.withLogin(now));
    }
}
