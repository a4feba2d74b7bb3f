package dev.obtaskd.security.user;

import dev.obtaskd.account.Accounts;
import dev.obtaskd.account.StoredUser;
import dev.obtaskd.security.AccountException;
import dev.obtaskd.security.UserRole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rules of changes of users; pure functions. */
final class UserRules {

    private UserRules() {}

    /**
     * Adds a user.
     *
     * @throws AccountException if the name is taken
     */
    static Accounts create(Accounts all, StoredUser user) {
        if (all.user(user.name()).isPresent()) {
            throw new AccountException(AccountException.Kind.USER_EXISTS);
        }
        return all.with(user);
    }

    /**
     * Changes a user. A new password, and disabling it, end its sessions and tokens.
     *
     * @throws AccountException if there is no such user, or it is the last administrator
     */
    static Accounts change(Accounts all, String name, UserChange change, Instant now) {
        var user = existing(all, name);
        if (change.role() != null && !change.role().name().equals(user.role())) {
            user = user.withRole(change.role().name(), now);
        }
        if (change.disabled() != null && change.disabled() != user.disabled()) {
            user = user.withDisabled(change.disabled(), now);
        }
        if (change.passwordHash() != null) {
            user = user.withPasswordHash(change.passwordHash(), now);
        }
        var changed = withAdmin(all.with(user));
        return change.passwordHash() != null || user.disabled()
                ? withoutLogins(changed, name)
                : changed;
    }

    /**
     * Removes a user with its sessions and tokens.
     *
     * @throws AccountException if there is no such user, or it is the last administrator
     */
    static Accounts delete(Accounts all, String name) {
        existing(all, name);
        return withoutLogins(withAdmin(all.withoutUser(name)), name);
    }

    /**
     * Changes the password of a user. Its other sessions end; tokens stay.
     *
     * @param oldHash of the password that was verified
     * @param session hash of the id of the session that stays; null for none
     * @throws AccountException if the user changed since its password was verified
     */
    static Accounts changePassword(
            Accounts all,
            String name,
            String oldHash,
            String newHash,
            @Nullable String session,
            Instant now) {
        var user =
                all.user(name)
                        .filter(one -> !one.disabled() && one.passwordHash().equals(oldHash))
                        .orElseThrow(
                                () -> new AccountException(AccountException.Kind.PASSWORD_WRONG));
        return all.with(user.withPasswordHash(newHash, now))
                .withoutSessions(one -> one.user().equals(name) && !one.idHash().equals(session));
    }

    private static StoredUser existing(Accounts all, String name) {
        return all.user(name)
                .orElseThrow(() -> new AccountException(AccountException.Kind.USER_UNKNOWN));
    }

    private static Accounts withAdmin(Accounts changed) {
        if (changed.users().values().stream()
                .noneMatch(user -> !user.disabled() && isAdmin(user))) {
            throw new AccountException(AccountException.Kind.LAST_ADMIN);
        }
        return changed;
    }

    private static boolean isAdmin(StoredUser user) {
        return UserRole.ADMIN.name().equals(user.role());
    }

    private static Accounts withoutLogins(Accounts all, String name) {
        return all.withoutSessions(session -> session.user().equals(name))
                .withoutTokens(token -> token.owner().equals(name));
    }
}
