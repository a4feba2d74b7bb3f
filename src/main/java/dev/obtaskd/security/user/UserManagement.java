package dev.obtaskd.security.user;

import dev.obtaskd.account.AccountRepository;
import dev.obtaskd.account.ChangeAudit;
import dev.obtaskd.account.StoredUser;
import dev.obtaskd.security.AccountException;
import dev.obtaskd.security.CredentialCache;
import dev.obtaskd.security.InitialAdmin;
import dev.obtaskd.security.PasswordHasher;
import dev.obtaskd.security.SessionStore;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.UserRole;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of users. Each is durable, audited and in force when a method returns. */
@ApplicationScoped
public class UserManagement {

    private final AccountRepository accounts;
    private final CredentialCache credentials;
    private final SessionStore sessionsOfV1;
    private final InitialAdmin initialAdmin;
    private final Clock clock;

    UserManagement(
            AccountRepository accounts,
            CredentialCache credentials,
            SessionStore sessionsOfV1,
            InitialAdmin initialAdmin,
            Clock clock) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.sessionsOfV1 = sessionsOfV1;
        this.initialAdmin = initialAdmin;
        this.clock = clock;
    }

    /** Deletes the file of the initial password if the daemon was killed before it could. */
    void start(@Observes StartupEvent event) {
        accounts.current()
                .user(InitialAdmin.NAME)
                .filter(admin -> admin.changedAt().isAfter(admin.createdAt()))
                .filter(admin -> initialAdmin.isOutdated(admin.passwordHash()))
                .ifPresent(admin -> initialAdmin.passwordChanged(admin.name()));
    }

    /** All users. */
    public List<StoredUser> all() {
        return List.copyOf(accounts.current().users().values());
    }

    /**
     * The user with this name.
     *
     * @throws AccountException if there is none
     */
    public StoredUser find(String name) {
        return accounts.current()
                .user(name)
                .orElseThrow(() -> new AccountException(AccountException.Kind.USER_UNKNOWN));
    }

    /**
     * Creates a user.
     *
     * @throws AccountException if the name is taken
     */
    public StoredUser create(String name, UserRole role, String password, ChangeAudit audit) {
        if (accounts.current().user(name).isPresent()) {
            throw new AccountException(AccountException.Kind.USER_EXISTS);
        }
        var hash = PasswordHasher.hash(password.toCharArray());
        var now = clock.instant();
        var user = new StoredUser(name, role.name(), hash, false, now, now, null);
        accounts.change(all -> UserRules.create(all, user), audit);
        return user;
    }

    /**
     * Changes a user; null leaves a property as it is.
     *
     * @throws AccountException if there is no such user, or it is the last administrator
     */
    public StoredUser change(
            String name,
            @Nullable UserRole role,
            @Nullable Boolean disabled,
            @Nullable String password,
            ChangeAudit audit) {
        var hash = password == null ? null : PasswordHasher.hash(password.toCharArray());
        var change = new UserChange(role, disabled, hash);
        var now = clock.instant();
        var after = accounts.change(all -> UserRules.change(all, name, change, now), audit);
        credentials.forget(name);
        if (password != null || Boolean.TRUE.equals(disabled)) {
            sessionsOfV1.closeAll(name);
        }
        if (password != null) {
            initialAdmin.passwordChanged(name);
        }
        return after.user(name)
                .orElseThrow(() -> new AccountException(AccountException.Kind.USER_UNKNOWN));
    }

    /**
     * Deletes a user.
     *
     * @throws AccountException if there is no such user, or it is the last administrator
     */
    public void delete(String name, ChangeAudit audit) {
        accounts.change(all -> UserRules.delete(all, name), audit);
        credentials.forget(name);
        sessionsOfV1.closeAll(name);
        initialAdmin.passwordChanged(name);
    }

    /**
     * Changes the password of a user that has verified it. Its other sessions end.
     *
     * @param session hash of the id of the session that stays; null for none
     * @throws AccountException if the user changed since
     */
    public void changePassword(
            UserAccount verified, String password, @Nullable String session, ChangeAudit audit) {
        var hash = PasswordHasher.hash(password.toCharArray());
        var now = clock.instant();
        accounts.change(
                all ->
                        UserRules.changePassword(
                                all, verified.name(), verified.passwordHash(), hash, session, now),
                audit);
        credentials.forget(verified.name());
        sessionsOfV1.closeAll(verified.name());
        initialAdmin.passwordChanged(verified.name());
    }
}
