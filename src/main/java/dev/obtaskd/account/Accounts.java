package dev.obtaskd.account;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All users, sessions and tokens at one moment; immutable. Rules are functions from one value to
 * the next, see {@link AccountRepository#change}.
 *
 * @param users by name
 * @param sessions by the hash of their id
 * @param tokens by id
 */
public record Accounts(
        Map<String, StoredUser> users,
        Map<String, StoredSession> sessions,
        Map<String, StoredToken> tokens) {

    /** Nothing. */
    public static final Accounts NONE = new Accounts(Map.of(), Map.of(), Map.of());

    public Accounts {
        users = Map.copyOf(users);
        sessions = Map.copyOf(sessions);
        tokens = Map.copyOf(tokens);
    }

    /** The user with exactly this name. */
    public Optional<StoredUser> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** Adds a user, or replaces the one with this name. */
    public Accounts with(StoredUser user) {
        return new Accounts(put(users, user.name(), user), sessions, tokens);
    }

    /** Removes a user. */
    public Accounts withoutUser(String name) {
        return new Accounts(remove(users, user -> user.name().equals(name)), sessions, tokens);
    }

    /** Adds a session, or replaces the one with this id. */
    public Accounts with(StoredSession session) {
        return new Accounts(users, put(sessions, session.idHash(), session), tokens);
    }

    /** Removes sessions. */
    public Accounts withoutSessions(Predicate<StoredSession> which) {
        return new Accounts(users, remove(sessions, which), tokens);
    }

    /** Adds a token, or replaces the one with this id. */
    public Accounts with(StoredToken token) {
        return new Accounts(users, sessions, put(tokens, token.id(), token));
    }

    /** Removes tokens. */
    public Accounts withoutTokens(Predicate<StoredToken> which) {
        return new Accounts(users, sessions, remove(tokens, which));
    }

    private static <T> Map<String, T> put(Map<String, T> all, String key, T value) {
        var changed = new HashMap<>(all);
        changed.put(key, value);
        return changed;
    }

    private static <T> Map<String, T> remove(Map<String, T> all, Predicate<T> which) {
        var changed = new HashMap<>(all);
        changed.values().removeIf(which);
        return changed;
    }
}
